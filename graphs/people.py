"""Who is shown by name and who by pseudonym, in ids, labels and texts.

outlet, agency, aggregator, official, organisation, any site, whoever is marked public   -> by name
everyone else                                                                             -> p-..., "blogger 7f3a21"
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from functools import cached_property

from graphs.masking import is_personal, mask
from graphs.store.database import Store

_LABEL_DIGITS = 6
_SITE_PREFIXES = ("web:", "unseen:")


class People:
    """The eyes through which every output looks at a case.

    Pseudonyms are HMAC-SHA256 under the case's key, so that they are the same in every output of one case and tell
    nothing without the key. Roles are read once, on first use. With `identify` everything is shown as it is.
    """

    def __init__(self, store: Store, key: bytes, *, identify: bool = False) -> None:
        self._store, self._key, self.identify = store, key, identify
        self._authors: dict[str, str] = {}

    def named(self, actor_id: str) -> bool:
        """Tell whether an actor is shown by name whatever the output."""
        return actor_id in self._named or (actor_id.startswith("web:") and not _is_personal(actor_id))

    def actor(self, actor_id: str) -> str:
        """Return the id that an output shows: the native one, or `p-` and 16 hexadecimal digits."""
        return actor_id if self.identify or self.named(actor_id) else "p-" + self._pseudonym(actor_id)

    def label(self, actor_id: str) -> str:
        """Return what to call an actor: a name, or the role and the first digits of the pseudonym."""
        if self.named(actor_id):
            return self._named.get(actor_id) or self._sites.get(actor_id) or _native(actor_id)
        if self.identify:
            return self._handles.get(actor_id) or _native(actor_id)
        return f"{self._roles.get(actor_id, 'account')} {self._pseudonym(actor_id)[:_LABEL_DIGITS]}"

    def post(self, post_id: str) -> str:
        """Return the id that an output shows: `post-` and 16 hexadecimal digits for an individual's post.

        Looks the author up; for more than a few posts use `posts`.
        """
        return self.posts([post_id])[0]

    def text(self, text: str) -> str:
        """Return a text without @names, profile and status links, e-mail addresses and telephone numbers.

        Links to outlets stay, and so do the handles of actors that are shown by name. A person's name in plain words
        is not recognised.
        """
        return text if self.identify else mask(text, self._named_handles)

    def actors(self, ids: Iterable[str]) -> list[str]:
        """Return the shown id of each actor."""
        return [self.actor(actor_id) for actor_id in ids]

    def labels(self, ids: Iterable[str]) -> list[str]:
        """Return the label of each actor."""
        return [self.label(actor_id) for actor_id in ids]

    def posts(self, ids: Sequence[str]) -> list[str]:
        """Return the shown id of each post, with one query for all authors that are not known yet."""
        if self.identify:
            return list(ids)
        self._look_up({post_id for post_id in ids if not _is_site(post_id)} - self._authors.keys())
        return [post_id if self._is_open(post_id) else "post-" + self._pseudonym("post " + post_id) for post_id in ids]

    def post_by(self, post_id: str, actor_id: str) -> str:
        """Return the shown id of a post whose author is at hand, without a query."""
        if self.identify or _is_site(post_id) or self.named(actor_id):
            return post_id
        return "post-" + self._pseudonym("post " + post_id)

    def texts(self, texts: Iterable[str]) -> list[str]:
        """Return each text masked."""
        return [self.text(text) for text in texts]

    def _is_open(self, post_id: str) -> bool:
        return _is_site(post_id) or self.named(self._authors.get(post_id, ""))

    def _look_up(self, post_ids: set[str]) -> None:
        if post_ids:
            self._authors.update(dict.fromkeys(post_ids, ""))
            self._authors.update(self._store.sql("actors/authors", ids=sorted(post_ids)).fetchall())

    def _pseudonym(self, native: str) -> str:
        return hmac.new(self._key, native.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:16]

    @cached_property
    def _named_rows(self) -> list[tuple[str, str, str | None]]:
        return self._store.sql("actors/named").fetchall()

    @cached_property
    def _named(self) -> dict[str, str]:
        return {actor_id: label for actor_id, label, _ in self._named_rows}

    @cached_property
    def _named_handles(self) -> frozenset[str]:
        return frozenset(handle.lower().removeprefix("@") for _, _, handle in self._named_rows if handle)

    @cached_property
    def _sites(self) -> dict[str, str]:
        return dict(self._store.sql("actors/named_sites").fetchall())

    @cached_property
    def _roles(self) -> dict[str, str]:
        return dict(self._store.sql("actors/individuals").fetchall())

    @cached_property
    def _handles(self) -> dict[str, str]:
        return dict(self._store.sql("actors/handles").fetchall())


def _native(actor_id: str) -> str:
    return actor_id.partition(":")[2]


def _is_site(post_id: str) -> bool:
    """Tell whether the id is the address of a page that is not a personal one."""
    return post_id.startswith(_SITE_PREFIXES) and not _is_personal(post_id)


def _is_personal(qualified: str) -> bool:
    """Tell whether the address in an id is a profile or a post on a social platform."""
    return is_personal(_native(qualified))
