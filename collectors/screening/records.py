"""Records without what is forgotten."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from collectors.records import Actor, Item, Post, Reference, Skipped, Tombstone
from collectors.screening.words import cleaned, is_gone_address, low_handle

REASON = "forgotten"


def clean(records: Iterable[Item], gone: Callable[[str], bool]) -> Iterator[Item]:
    """Yield the records of an item: a forgotten post as Skipped, the others without what points at it."""
    for record in records:
        if isinstance(record, Post):
            yield Skipped(reason=REASON) if is_gone_post(record, gone) else _clean_post(record, gone)
        elif isinstance(record, Actor):
            if not is_gone_actor(record, gone):
                yield record
        elif isinstance(record, Skipped):
            yield Skipped(reason=record.reason)
        elif not isinstance(record, Tombstone) or not gone(record.id):
            yield record


def is_gone_post(post: Post, gone: Callable[[str], bool]) -> bool:
    """Tell whether a post is forgotten itself, by its author, or by the post whose words it repeats."""
    return (
        gone(post.post_id)
        or gone(post.actor_id)
        or any(one.kind == "repost" and _points(one, gone) for one in post.references)
    )


def is_gone_actor(actor: Actor, gone: Callable[[str], bool]) -> bool:
    """Tell whether an account is forgotten, by its id or by its handle."""
    return gone(actor.actor_id) or bool(actor.handle and gone(low_handle(f"{actor.platform}:{actor.handle}")))


def _points(reference: Reference, gone: Callable[[str], bool]) -> bool:
    post, actor = reference.target_post_id, reference.target_actor_id
    return bool((post and gone(post)) or (actor and (gone(actor) or gone(low_handle(actor)))))


def _clean_post(post: Post, gone: Callable[[str], bool]) -> Post:
    def known(one: str | None) -> str | None:
        return None if one and gone(one) else one

    def said(text: str | None) -> str | None:
        return cleaned(text, gone, {post.platform}) if text else text

    return msgspec.structs.replace(
        post,
        text=said(post.text),
        title=said(post.title),
        conversation_id=known(post.conversation_id),
        superseded_by=known(post.superseded_by),
        earlier_versions=tuple(one for one in post.earlier_versions if not gone(one)),
        references=tuple(_references(post, gone)),
        urls=tuple(one for one in post.urls if not is_gone_address(one.expanded or one.raw, gone)),
    )


def _references(post: Post, gone: Callable[[str], bool]) -> Iterator[Reference]:
    """Yield the relations; a forgotten target is left open, a mention of a forgotten account is none."""
    for one in post.references:
        if not _points(one, gone):
            yield one
        elif one.kind != "mention":
            target, actor = one.target_post_id, one.target_actor_id
            yield msgspec.structs.replace(
                one,
                target_post_id=None if target and gone(target) else target,
                target_actor_id=None if actor and (gone(actor) or gone(low_handle(actor))) else actor,
            )
