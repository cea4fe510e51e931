"""Files, folders, archives and stdin, opened until raw items come out.

    path --places--> Place (bytes, unpacked) --containers--> Source --items()--> Raw, Raw, damage, Raw ...
           |                  |                     |
           zips               streams               lines of JSON, documents, tables, xml

Damage is an item like any other: it keeps its bytes and says what is wrong with them.
"""

from collectors.sources.containers import Source, first_items, open_source, open_sources
from collectors.sources.items import BadItem, Raw, decode
from collectors.sources.places import Place, places

__all__ = ["BadItem", "Place", "Raw", "Source", "decode", "first_items", "open_source", "open_sources", "places"]
