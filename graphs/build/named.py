"""Links by name: a text says from which outlet or account it has its story."""

from graphs.build.patterns import cues, languages
from graphs.store import Store


def find_named(store: Store, seed: int) -> int:
    """Fill `link` with attribution links, and with forwards that name a channel but no post; return the links.

    Chance plays no part. One pass of regular expressions over the posts that hold a cue; what they capture is
    matched, word by word and without inflection, against the names, domains and handles of the case. The parent is
    the post of that actor which the child links to anyway, else its nearest earlier post in one narrative with the
    child, else an unseen post `unseen:<actor>#<narrative>`.
    """
    store.script("narratives/reposts")
    store.script("build/named_tables")
    store.sql("build/named_texts", cues=cues())
    for language in languages():
        store.sql("build/named_keys", language=language.language, endings=language.endings)
        for pattern in language.patterns:
            captured = {"language": language.language, "form": pattern.form, "side": pattern.name, "cue": pattern.cue}
            store.sql("build/named_captures", endings=language.endings, **captured)
    for name in ("named_sources", "named_parents", "store_named"):
        store.script(f"build/{name}")
    return int(store.scalar("build/count_named"))
