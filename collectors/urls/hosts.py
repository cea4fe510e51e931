"""What a host name says: whose it is, under which name it is kept, and which rules its pages need."""

from functools import cache, lru_cache
from typing import NamedTuple

from tldextract import TLDExtract

from collectors.urls.rules import (
    ARCHIVES,
    DROP_LABELS,
    EMBEDDED,
    POINTS_ON,
    REDIRECTS,
    SAME_HOST,
    SHARED,
    SHORT,
    Embedded,
    Redirect,
)


class Host(NamedTuple):
    """A host under the name it is kept by.

    `redirects` and `embedded` are the rules under which its pages hold the address of another page; `kind` is
    `archive`, `short`, or empty for a site like any other.
    """

    name: str
    domain: str
    kind: str
    redirects: tuple[Redirect, ...]
    embedded: tuple[Embedded, ...]


@lru_cache(maxsize=1 << 15)
def host(raw: str) -> Host | None:
    """Describe a lower-case host in punycode; None for one that no reader elsewhere can open (no dot, empty labels)."""
    raw = raw.removesuffix(".")
    if not raw.startswith("[") and ("." not in raw or "" in raw.split(".")):
        return None
    name, domain = _kept(raw)
    kind = "archive" if name in ARCHIVES else "short" if name in SHORT else ""
    if not POINTS_ON.match(name):
        return Host(name, domain, kind, (), ())
    redirects = tuple(rule for rule in REDIRECTS if rule.hosts.match(name))
    embedded = tuple(rule for rule in EMBEDDED if rule.hosts.match(name))
    return Host(name, domain, kind, redirects, embedded)


def domain_of(name: str) -> str:
    """Return the registrable domain of a host by the bundled suffix list; the last two labels under an unknown suffix.

    Subdomains of services that give each author one (blogspot.com ...) count as domains of their own. An IP address or
    a host that is itself a suffix is its own domain.
    """
    if name.endswith("]") or name.rpartition(".")[2].isdigit():
        return name
    found = _suffixes().extract_str(name)
    if found.suffix:
        return f"{found.domain}.{found.suffix}" if found.domain else name
    return ".".join(name.split(".")[-2:])


def has_known_suffix(name: str) -> bool:
    """Tell whether a host ends in a public suffix, or in one of those reserved for examples (RFC 2606)."""
    return name.endswith(".example") or bool(_suffixes().extract_str(name).suffix)


def _kept(raw: str) -> tuple[str, str]:
    """Return the name a host is kept by, without labels for devices, and its domain."""
    domain = domain_of(raw)
    own = raw[: -len(domain)].split(".")[:-1] if len(raw) > len(domain) else []
    name = ".".join([*(label for label in own if label not in DROP_LABELS), domain])
    same = SAME_HOST.get(name)
    return _kept(same) if same else (name, domain)


@cache
def _suffixes() -> TLDExtract:
    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True, extra_suffixes=SHARED)
