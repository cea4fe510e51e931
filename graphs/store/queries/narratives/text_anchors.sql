-- What texts were read for.
select content, anchors from text_anchor
