-- Put the claims in the tables: the post that speaks for a text has the text's reason, its near-duplicates `words`.
insert into narrative_post
select t.narrative_id, m.post_id, 'claim', t.score,
       case when m.speaks then t.reason else 'words' end
from claim_text t
join claim_member m on m.number = t.number
order by t.narrative_id, m.post_id;
insert into claim select narrative_id, label, terms, texts, embedder from claim_said order by narrative_id;
