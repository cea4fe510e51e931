"""What all forms of X posts have in common: times in ids, escaped text, names of kinds."""

from collectors.records import MediaKind, PostKind, Reference

EPOCH = 1288834974657
_FIRST = 29_700_000_000
_NO_LANGUAGE = frozenset({"und", "qam", "qct", "qht", "qme", "qst", "zxx", "art", ""})
_MEDIA: dict[str | None, MediaKind] = {"photo": "photo", "video": "video", "animated_gif": "video"}
_STRONGEST = (PostKind.REPOST, PostKind.QUOTE, PostKind.REPLY)
_OWN_MEDIA = ("pic.twitter.com/", "pic.x.com/")


def time_of_id(native: str | int) -> int | None:
    """Return the milliseconds at which an id was given out; None for ids from before November 2010."""
    try:
        number = int(native)
    except ValueError:
        return None
    return (number >> 22) + EPOCH if _FIRST < number < 1 << 63 else None


def unescape(text: str) -> str:
    """Undo the three replacements that X makes in texts; NUL, which files of other programs cannot hold, is U+FFFD."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def language(declared: object) -> str | None:
    """Return a declared language code unless it says that there is none."""
    return declared if isinstance(declared, str) and declared not in _NO_LANGUAGE else None


def media_kind(given: str | None) -> MediaKind:
    """Return what a picture or video is."""
    return _MEDIA.get(given, "other")


def is_own_media(display_url: object) -> bool:
    """Tell whether a link in a text only stands for a picture of the post itself."""
    return isinstance(display_url, str) and display_url.startswith(_OWN_MEDIA)


def kind_of(references: tuple[Reference, ...] | list[Reference]) -> PostKind:
    """Return what a post is by the strongest of its references."""
    if not references:
        return PostKind.POST
    kinds = [one.kind for one in references]
    if kinds[0] == "repost":
        return PostKind.REPOST
    for kind in _STRONGEST:
        if kind in kinds:
            return kind
    return PostKind.POST
