-- Give back what building a graph or cascades took.
drop table if exists temp.tie;
drop table if exists temp.unit;
drop table if exists temp.share;
drop table if exists temp.coshare_use;
drop table if exists temp.coshare_heavy;
drop table if exists temp.graph_edge;
drop table if exists temp.graph_node;
drop table if exists temp.cascade_parent;
drop table if exists temp.cascade_node;
