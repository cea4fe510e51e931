-- What CooRTweet's account_stats gives of each account on the edges kept. Equal pairs of (delta, symmetry) count once.
with sides as (
    select account_id, avg_time_delta as delta, edge_symmetry_score as symmetry,
           avg_time_delta_fast as delta_fast, edge_symmetry_score_fast as symmetry_fast from edge
    union
    select account_id_y, avg_time_delta, edge_symmetry_score, avg_time_delta_fast, edge_symmetry_score_fast from edge
),
means as (
    select account_id, avg(delta order by delta, symmetry) as avg_time_delta,
           avg(symmetry order by delta, symmetry) as avg_edge_symmetry_score,
           avg(delta_fast order by delta_fast, symmetry_fast) as avg_time_delta_fast,
           avg(symmetry_fast order by delta_fast, symmetry_fast) as avg_edge_symmetry_score_fast
    from sides group by account_id
),
posts as (
    select account_id, content_id from pair where not $fast or fast
    union
    select account_id_y, content_id_y from pair where not $fast or fast
),
counted as (
    select account_id, count(*) as unique_shares_count from posts group by account_id
)
select means.*, unique_shares_count from means join counted using (account_id) order by account_id
