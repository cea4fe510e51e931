"""One file a live source, each on the best-kept library for it.

    registry.named("x") -> Platform --connect(Access)--> Session --fetch(Ask, cursor)--> Page, Page ... (runner)
                                        |                   |
                                        |                   +--stream(Ask, cursor)--> Page, Page ... (kinds that stream)
                                        +-- base URL, timeout, secrets: all that reaches a library

A session never interprets, retries or sleeps: it asks once and hands over what came, or says what is the matter in one
of the Troubles of `base`. `OURS` names the modules of this folder that hold a `PLATFORM`; others come by the entry
point `whence.platforms`.
"""

OURS: tuple[str, ...] = (
    "articles", "bluesky", "gdelt", "mastodon", "mediacloud", "reddit", "rss", "telegram", "vk", "x", "youtube",
)  # fmt: skip
