"""News channels as they are: texts that are one after plain normalisation end in one narrative."""

from pathlib import Path

from graphs.build import build
from graphs.store import Store

LOAD = """
    insert into post by name
    select 'telegram:' || sender_id || '/' || message_id as post_id, 'telegram' as platform,
           'telegram:' || sender_id as actor_id, 'post' as kind, epoch_ms(date) as published_lo,
           epoch_ms(date) as published_hi, 'file' as published_source, text, 'ru' as lang,
           'planted' as run_id, 'planted' as raw_ref, 1 as importer_version
    from read_parquet($path)
"""
# The rule of the data's own description: lower case; URLs, @names and punctuation removed; white space folded.
SPLIT = r"""
    with plain as (
        select post_id, actor_id,
               trim(regexp_replace(regexp_replace(regexp_replace(
                    lower(text), 'https?://\S+|www\.\S+|t\.me/\S+|@\w+', '', 'g'),
                    '[^\p{L}\p{N}\s]', '', 'g'), '\s+', ' ', 'g')) as words
        from post where text is not null
    ),
    twin as (
        select words from plain where length(words) > 60 group by words having count(distinct actor_id) >= 2
    )
    select words, count(distinct coalesce(n.narrative_id, post_id)) as narratives
    from plain semi join twin using (words)
    left join (select * from narrative_post where level = 'words') n using (post_id)
    group by words
    order by words
"""


def test_texts_of_two_channels_meet(case_store: Store, data: Path) -> None:
    """Every group of normalised-identical texts found in two channels or more ends in one words narrative."""
    path = str(data / "telegram_news_ru" / "posts_before_2024-11-25.parquet")
    case_store.connection.execute(LOAD, {"path": path})
    build(case_store)
    groups = case_store.connection.execute(SPLIT).fetchall()
    assert len(groups) > 200
    assert [words for words, narratives in groups if narratives != 1] == []
