"""Which page an address stands for, and what kind of page that is.

    address --redirectors unwrapped, hosts unified, tracking dropped--> Canonical(url, domain, article)
       |                                                                     |
       +--in_text: found in a post                                           +--platform_post: a post of a platform
                                                                             +--platform_actor: an account there

The rules are data (`rules.toml`), numbered by RULES_VERSION; `docs/urls.md` argues them.
"""

from collectors.urls.canonical import Canonical, canonical
from collectors.urls.hosts import domain_of
from collectors.urls.platforms import platform_actor, platform_post
from collectors.urls.rules import RULES_VERSION
from collectors.urls.texts import in_text

__all__ = ["RULES_VERSION", "Canonical", "canonical", "domain_of", "in_text", "platform_actor", "platform_post"]
