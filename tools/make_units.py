"""Write ``src/onrecord/pipes/figures/units/cldr.json``: currencies and units as CLDR names them in English.

$ python tools/make_units.py            writes the file
$ python tools/make_units.py --check    ends with 1 where the file is not what CLDR says

CLDR comes with Babel, which only this script needs. Nothing is chosen by taste here but what must not be
taken: what newspapers add to CLDR, and which words and signs are doubtful, stands in the ``.toml`` files
beside the one written.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import babel
from babel import Locale, localedata
from babel.core import get_global

TARGET = Path(__file__).parents[1] / "src/onrecord/pipes/figures/units/cldr.json"
ABOUT = "Made by tools/make_units.py out of the CLDR of Babel {version}; do not edit, run it again."
OTHER_NAMES = {
    "Congo - Brazzaville": ("Congo-Brazzaville",),
    "Congo - Kinshasa": ("Congo", "DRC"),
    "Côte d’Ivoire": ("Ivory Coast",),
    "Myanmar (Burma)": ("Myanmar", "Burma"),
    "Türkiye": ("Turkey", "Turkiye"),
}
"""Countries whose name in CLDR is not, or not alone, what newspapers write."""
NO_CURRENCY = frozenset(
    {"XXX", "XTS", "XAG", "XAU", "XPD", "XPT", "XSU", "XUA", "XRE", "XFU", "XFO", "USN", "USS"}
)
NO_UNIT = re.compile(
    r"-imperial|-metric|-person|^graphics-(dot|em)$|^length-(point|.*-radius|mile-scandinavian)$|^mass-(grain|.*-mass)$"
    r"|^concentr-(item|karat|mole)$|^volume-(drop|pinch|cup|jigger|dessert-spoon)$|^duration-quarter$"
    r"|^angle-revolution$|^speed-(light-speed|beaufort)$|^temperature-generic$|^light-solar|^pressure-(bar|gasoline.*)$"
    r"|^energy-(foodcalorie|therm-us)$"
)
"""Units whose words are everyday nouns ("two items", "three points"), or that no newspaper uses."""
RENAMED = {
    "kilowatt-hour": "kilowatt hour",
    "per cent": "percent",
    "pound-force per square inch": "pound per square inch",
    "pound-force-foot": "pound-foot",
}
KINDS = {"length": "distance", "duration": "duration"}
PREFIXES = ("10p-9", "10p-6", "10p-3", "10p-2", "10p-1", "10p2", "10p3", "10p6", "10p9", "10p12", "10p15")

ENGLISH, BRITISH = Locale("en"), Locale("en", "GB")


def plain(text: str) -> str:
    """Lower case, without what CLDR adds in brackets, one kind of apostrophe and space."""
    text = re.sub(r" ?\(.*?\)", "", text).replace("’", "'").replace("ʻ", "'").replace("&", "and")
    return " ".join(text.split()).lower()


def unaccented(text: str) -> str:
    """A text without accents and apostrophes."""
    parts = unicodedata.normalize("NFD", text.replace("'", ""))
    return "".join(one for one in parts if not unicodedata.combining(one))


def spellings(text: str) -> list[str]:
    """A text as newspapers write it too: "and" or "&", with and without accents, any apostrophe or none."""
    bare = "'".join(unaccented(part) for part in text.split("'"))
    marks = [one.replace("'", mark) for mark in ("'", "’", "ʻ", "") for one in (text, bare)]
    return list(dict.fromkeys((*marks, *(one.replace(" and ", " & ") for one in marks))))


def merged(texts: Any) -> list[str]:
    """All spellings of some texts, each once, in a fixed order."""
    return sorted({spelling for text in texts for spelling in spellings(plain(text)) if spelling})


def currencies() -> dict[str, dict[str, Any]]:
    """All currencies by ISO code; those that are legal tender today know their countries and towns."""
    tender: dict[str, list[str]] = defaultdict(list)
    for country, entries in sorted(get_global("territory_currencies").items()):
        for code, _, until, is_tender in entries:
            if until is None and is_tender:
                tender[code].append(country)
    signs, towns = local_signs(), towns_by_country()
    found = {}
    for code, name in sorted(ENGLISH.currencies.items()):
        if code in NO_CURRENCY:
            continue
        forms = ENGLISH._data["currency_names_plural"].get(code, {})
        words = [plain(form).split() for form in (forms.get("one", name), *forms.values(), name)]
        entry: dict[str, Any] = {"tender": code in tender}
        if code in tender or "(" not in name:
            entry["family"] = unaccented(words[0][-1])
            entry["adjectives"] = merged(" ".join(one[:-1]) for one in words)
            entry["nouns"] = merged(one[-1] for one in words)
        if code in tender:
            entry["signs"] = sorted(signs[code])
            entry["countries"] = merged(name for country in tender[code] for name in country_names(country))
            entry["towns"] = merged(town for country in tender[code] for town in towns[country])
        found[code] = entry
    return found


def country_names(country: str) -> list[str]:
    """What a country is called."""
    name = ENGLISH.territories[country]
    return [*OTHER_NAMES.get(name, (name,))]


def towns_by_country() -> dict[str, list[str]]:
    """The towns CLDR's time zones are named after: the large ones."""
    found: dict[str, list[str]] = defaultdict(list)
    for zone, country in get_global("zone_territories").items():
        own = ENGLISH.time_zones.get(zone, {})
        city = own.get("city") or zone.rpartition("/")[2].replace("_", " ")
        if "," not in city:
            found[country].append(city)
    return found


def local_signs() -> dict[str, set[str]]:
    """The signs of a currency in English, and in the English of the countries where it is tender."""
    found: dict[str, set[str]] = defaultdict(set)
    home = defaultdict(set)
    for country, entries in get_global("territory_currencies").items():
        for code, _, until, is_tender in entries:
            if until is None and is_tender:
                home[country].add(code)
    for identifier in localedata.locale_identifiers():
        if identifier != "en" and not re.fullmatch(r"en_[A-Z]{2}", identifier):
            continue
        locale = Locale.parse(identifier)
        for code, sign in locale.currency_symbols.items():
            if sign != code and (identifier == "en" or code in home[locale.territory or ""]):
                found[code].add(sign.replace("\u202f", " "))
    return found


def units() -> dict[str, dict[str, Any]]:
    """All units by their British name in the singular."""
    found: dict[str, dict[str, Any]] = {}
    american, british = ENGLISH._data["unit_patterns"], BRITISH._data["unit_patterns"]
    for ident, widths in sorted(american.items()):
        if NO_UNIT.search(ident) or "one" not in widths.get("long", {}):
            continue
        long, other = widths["long"], british.get(ident, {}).get("long", {})
        name = bare(other.get("one", long["one"]))
        if "US " in name:
            name = bare(long["one"])
        name = RENAMED.get(name, name)
        words = {bare(one).replace("-", " ").lower() for one in forms(long, other)}
        symbols = {bare(one) for width in ("short", "narrow") for one in forms(widths.get(width, {}))}
        found[name] = {
            "kind": "percent" if name == "percent" else KINDS.get(ident.partition("-")[0], "other"),
            "words": sorted(word for word in words if "us " not in word),
            "symbols": sorted(symbols - {name} - words),
        }
    return found


def forms(*tables: Any) -> list[str]:
    """The patterns for one and for many."""
    return [table[key] for table in tables for key in ("one", "other") if key in table]


def bare(pattern: str) -> str:
    """A pattern without the place of the number."""
    return pattern.replace("{0}", "").strip()


def prefixes() -> dict[str, str]:
    """The signs of the prefixes by their words: "kilo" is "k"."""
    table = ENGLISH._data["compound_unit_patterns"]
    pairs = ((table[key]["long"]["prefix"], table[key]["short"]["prefix"]) for key in PREFIXES)
    return {bare(word): bare(sign) for word, sign in pairs}


def written(value: object) -> str:
    """A value on one line of JSON."""
    return json.dumps(value, ensure_ascii=False)


def made() -> str:
    """The file as CLDR would have it: one line an entry, for readable differences."""
    parts = {"currencies": currencies(), "prefixes": prefixes(), "units": units()}
    lines = [f'{{\n"about": {json.dumps(ABOUT.format(version=babel.__version__))}']
    for title, entries in parts.items():
        rows = (
            f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(one, ensure_ascii=False)}"
            for key, one in entries.items()
        )
        lines.append(f'"{title}": {{\n' + ",\n".join(rows) + "\n}")
    return ",\n".join(lines) + "\n}\n"


def main() -> int:
    """Write the file, or compare it."""
    if "--check" in sys.argv[1:]:
        return int(TARGET.read_text(encoding="utf-8") != made())
    TARGET.write_text(made(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
