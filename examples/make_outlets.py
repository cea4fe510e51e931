"""Rebuild the shipped outlet registry, `graphs/data/outlets.csv`, from the table that it rests on.

    python examples/make_outlets.py State_Media_Matrix.csv graphs/data/outlets.csv

The table is State_Media_Matrix.csv of github.com/ASD-at-GMF/state-media-profiles (MIT), commit d878fee; its seed is
State Media Monitor. `docs/outlets.md` says which rows are left out, and why.
"""

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

from collectors.urls import canonical

SOURCE = "State Media Monitor, by state-media-profiles d878fee (MIT)"
COLUMNS = ("domain", "name", "country", "ownership", "source")
OWNERSHIP = {
    "SC": "state-controlled",
    "CaPu": "captured public or state-managed",
    "CaPr": "captured private",
    "ISFM": "independent state-funded and state-managed",
    "ISF": "independent state-funded",
    "ISM": "independent state-managed",
    "IP": "independent public",
}
HOSTS_OF_OTHERS = {
    "facebook.com", "youtube.com", "instagram.com", "x.com", "t.me", "vk.com", "radio.garden", "tunein.com",
    "archive.org", "google.com", "rutube.ru", "apple.com", "soundcloud.com", "linktr.ee", "wikipedia.org", "github.io",
}  # fmt: skip
COUNTRIES = """
AE UAE|AF Afghanistan|AL Albania|AM Armenia|AO Angola|AR Argentina|AT Austria|AU Australia|AZ Azerbaijan
BA Bosnia and Herzegovina|BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|BN Brunei
BO Bolivia|BR Brazil|BT Bhutan|BW Botswana|BY Belarus|CA Canada|CD DR Congo|CF Central African Republic|CG Congo
CH Switzerland|CI Côte d'Ivoire|CL Chile|CM Cameroon|CN China|CO Colombia|CR Costa Rica|CU Cuba|CY Cyprus|CZ Czechia
DE Germany|DJ Djibouti|DK Denmark|DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|ER Eritrea|ES Spain
ET Ethiopia|EU Europen Union|FI Finland|FR France|GA Gabon|GB United Kingdom|GE Georgia|GH Ghana|GM The Gambia|GR Greece
GT Guatemala|HK Hong Kong|HN Honduras|HR Croatia|HT Haiti|HU Hungary|ID Indonesia|IE Ireland|IL Israel|IN India|IQ Iraq
IR Iran|IS Iceland|IT Italy|JM Jamaica|JO Jordan|JP Japan|KE Kenya|KH Cambodia|KP North Korea|KR South Korea|KW Kuwait
KZ Kazakhstan|LA Laos|LB Lebanon|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|LT Lithuania|LV Latvia|LY Libya
MA Morocco|MD Moldova|ME Montenegro|MG Madagascar|MK North Macedonia|MM Myanmar|MN Mongolia|MO Macao|MR Mauritania
MT Malta|MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique|NA Namibia|NE Niger|NG Nigeria|NI Nicaragua|NL Netherlands
NO Norway|NP Nepal|NZ New Zealand|OM Oman|PA Panama|PE Peru|PH Philippines|PK Pakistan|PL Poland
PS Palestine territories|PY Paraguay|QA Qatar|RO Romania|RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SD Sudan
SE Sweden|SG Singapore|SI Slovenia|SK Slovakia|SN Senegal|SO Somalia|SS South Sudan|SV El Salvador|SY Syria|TD Chad
TG Togo|TH Thailand|TJ Tajikistan|TM Turkmenistan|TN Tunisia|TR Turkey|TW Taiwan|TZ Tanzania|UA Ukraine|UG Uganda
US United States of America|UY Uruguay|UZ Uzbekistan|VA Vatican City|VE Venezuela|VN Vietnam|YE Yemen|ZA South Africa
ZM Zambia|ZW Zimbabwe
"""
CODES = {name: code for code, name in (entry.split(" ", 1) for entry in re.split(r"[|\n]", COUNTRIES.strip()))}


def main(table: Path, target: Path) -> None:
    """Write the registry, sorted by domain, and say how many rows of the table it rests on."""
    with table.open(encoding="utf-8-sig", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if is_kept(row)]
    by_domain = defaultdict(list)
    for row in rows:
        page = canonical(row["URL"].strip())
        if page and page.domain == page.url.partition("/")[0] and page.domain not in HOSTS_OF_OTHERS:
            by_domain[page.domain].append(row)
    with target.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        for domain, entries in sorted(by_domain.items()):
            writer.writerow(outlet(domain, entries))
    print(f"{len(by_domain)} domains of {len(rows)} rows")


def is_kept(row: dict[str, str]) -> bool:
    """Keep what State Media Monitor lists and what still works; rows merged from other projects are left out."""
    remarks = (row["Notes"] + row["Status"]).lower()
    return (
        bool(row["URL"].strip()) and row["Country"] in CODES and "merged" not in remarks and not row["Status"].strip()
    )


def outlet(domain: str, rows: list[dict[str, str]]) -> tuple[str, ...]:
    """Make one row; what the table says in two ways about one domain is left empty."""
    return (
        domain,
        agreed(rows, "Main assets") or agreed(rows, "Media company") or domain,
        CODES[agreed(rows, "Country")] if agreed(rows, "Country") else "",
        OWNERSHIP.get(agreed(rows, "Typology"), ""),
        SOURCE,
    )


def agreed(rows: list[dict[str, str]], column: str) -> str:
    """Return the one value of a column, or nothing where the rows differ."""
    values = {" ".join(row[column].replace("*", "").split()) for row in rows}
    return values.pop() if len(values) == 1 else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
