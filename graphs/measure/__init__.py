"""Numbers that describe a graph: where accounts stand in it, and how far and how deep a post travelled.

    native graph --positions--> measure: a row an actor
                 --communities-^
    references --trees, shapes--> cascades: a row a cascade

None of them says who started anything or why; docs/measures.md tells what each assumes and when it misleads.
"""
