-- Put the containment graph in place of the old one.
delete from phrase;
insert into phrase select phrase, words, posts, parent, score, rivals, cluster from phrase_now order by phrase
