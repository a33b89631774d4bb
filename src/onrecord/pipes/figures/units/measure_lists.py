"""Names of units of measurement: CLDR's words and symbols, our additions, and the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from onrecord.pipes.figures.figure import Kind
from onrecord.pipes.figures.lexicon import Phrases, cldr, overlay, with_plurals
from onrecord.pipes.wordlists import Wordlist

_KINDS: tuple[Kind, ...] = ("percent", "percentage_point", "multiple", "distance", "duration", "other")
_TYPED = str.maketrans("²³μ⋅", "23µ·")
"""Characters of CLDR's symbols, and how they are usually typed."""
_Row = tuple[str, Kind, Iterable[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Compound:
    """The smaller unit of a pair, how many of it make a larger one, and the unit of the combined amount."""

    small: str
    factor: Decimal
    unit: str
    signs: Phrases


@dataclass(frozen=True, slots=True)
class Units:
    """Unit words (any case) and symbols (as written); ``kinds`` maps a unit's name to its kind."""

    words: Phrases
    symbols: Phrases
    kinds: Mapping[str, Kind]
    compounds: Mapping[str, Compound]
    """By the name of the larger unit."""


def read_units(more: Sequence[Mapping[str, Any]] = ()) -> Units:
    """The lists of ``cldr.json`` and ``measures.toml``, overridden by a user's units."""
    words, symbols = Phrases(), Phrases(exact=True)
    kinds: dict[str, Kind] = {}
    own = ((one["name"], one["kind"], with_plurals(one["words"]), one["symbols"]) for one in more)
    for name, kind, forms, signs in (*own, *_added(), *_known()):
        kinds.setdefault(name, kind)
        words.add_all(forms, name)
        symbols.add_all(signs, name)
    return Units(words, symbols, kinds, _compounds())


units = Wordlist("units", read_units)


def _added() -> Iterator[_Row]:
    """Our additional units, and those formed from them with prefixes."""
    known, signs = cldr()["units"], cldr()["prefixes"]
    for kind in _KINDS:
        for name, table in overlay("measures")[kind].items():
            forms = with_plurals(table.get("words", ()))
            symbols = _with_variants(table.get("symbols", ()))
            yield name, kind, forms, symbols
            base = known.get(name, {"words": (), "symbols": ()})
            for prefix in table.get("prefixes", ()):
                marks = _with_variants(signs[prefix] + symbol for symbol in (*symbols, *base["symbols"]))
                yield prefix + name, kind, [prefix + form for form in (*forms, *base["words"])], marks


def _known() -> Iterator[_Row]:
    out = frozenset(overlay("measures")["leave"]["out"]["symbols"])
    for name, unit in cldr()["units"].items():
        symbols = (symbol for symbol in unit["symbols"] if symbol not in out)
        yield name, unit["kind"], unit["words"], _with_variants(symbols)


def _compounds() -> dict[str, Compound]:
    compounds = {}
    for large, table in overlay("measures")["compounds"].items():
        small = next(iter(table))
        signs = Phrases(exact=True)
        signs.add_all(table.get("signs", ()), small)
        compounds[large] = Compound(small, Decimal(table[small]), table["in"], signs)
    return compounds


def _with_variants(symbols: Iterable[str]) -> list[str]:
    return [form for symbol in symbols for form in (symbol, symbol.translate(_TYPED))]
