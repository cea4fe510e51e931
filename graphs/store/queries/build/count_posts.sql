-- Posts that analyses read.
select count(*) from live_post
