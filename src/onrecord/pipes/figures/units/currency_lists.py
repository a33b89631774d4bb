"""Names of currencies from CLDR, our additions and the user; picks the currency a text means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.pipes.figures.lexicon import Phrases, cldr, overlay, with_plurals
from onrecord.pipes.figures.numbers.lexer import LexedText
from onrecord.pipes.wordlists import Wordlist

_SHORT = 2
"""Local signs of at most this many letters are ambiguous: "K", "Le"."""
_TWICE = 2
"""How often a text must name a country before "dollar" means that country's."""
_NO_CUES = frozenset({"us", "u.s."})
"""Too common in articles about other countries to be cues."""


@dataclass(frozen=True, slots=True)
class Family:
    """A noun or sign and the currencies it may mean; an ISO code is the family of its own currency."""

    codes: tuple[str, ...]
    default: str = ""
    """What it means if the text has no cue for another one, "" for nothing."""
    local: frozenset[str] = frozenset()
    """The only ones it may mean without an adjective; empty for all."""
    needs: str = ""
    """What an everyday word needs to be read as money: "adjective", "cue", "" for nothing."""


@dataclass(slots=True)
class Currencies:
    """Words, signs and codes. Phrases map to a family or part; cues map to codes separated by spaces."""

    families: dict[str, Family] = field(default_factory=dict)
    marks: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """By the name of a part: signs that show which currency it divides, in a text without "$"."""
    nouns: Phrases = field(default_factory=Phrases)
    signs: Phrases = field(default_factory=lambda: Phrases(exact=True))
    local_signs: Phrases = field(default_factory=lambda: Phrases(exact=True))
    """Signs of one or two letters, read only where the text names the country."""
    prefixes: dict[tuple[str, str], str] = field(default_factory=dict)
    """(letters before the sign, family) to ISO code."""
    adjectives: Phrases = field(default_factory=Phrases)
    cues: Phrases = field(default_factory=Phrases)
    part_nouns: Phrases = field(default_factory=Phrases)
    part_signs: Phrases = field(default_factory=lambda: Phrases(exact=True))
    codes: dict[str, str] = field(default_factory=dict)
    """ISO code by the letters it is written with."""
    word_codes: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    glued: frozenset[str] = frozenset()


def read_currencies(more: Sequence[Mapping[str, Any]] = ()) -> Currencies:
    """The lists of ``cldr.json`` and ``currencies.toml``, overridden by a user's currencies."""
    raw, known = overlay("currencies"), cldr()["currencies"]
    lists = Currencies(glued=frozenset(raw["sign"]["glued"]))
    for one in more:
        _add_own(lists, one, raw)
    _add_cues(lists, known, raw["cues"], more)
    _add_families(lists, known, raw["family"])
    _add_codes(lists, known, raw["codes"])
    for name, table in raw["part"].items():
        of, also = lists.families[table["of"]], tuple(table.get("also", ()))
        local = of.local.union(also) if of.local else of.local
        lists.families[name] = Family((*of.codes, *also), of.default, local)
        lists.marks[name] = table.get("marks", {})
        lists.part_nouns.add_all(with_plurals(table["words"]), name)
        lists.part_signs.add_all(table.get("signs", ()), name)
    _add_local_signs(lists, known)
    return lists


currencies = Wordlist("currencies", read_currencies)


def country_of(text: LexedText, family: str) -> str:
    """The code of a bare sign or noun: the country's that is named most, unless "A$" or "(£" deny it."""
    one = currencies().families[family]
    if len(one.codes) == 1:
        return one.codes[0]
    if not one.local:
        return best(text, one.codes, one.default)
    code, named = best(text, one.local, one.default), counts(text)
    local = named.get(code, 0) >= _TWICE and not named.get(one.default) and "(£" not in text.string
    signs = (letters + "$" for (letters, _), own in currencies().prefixes.items() if own == code)
    return code if local and not any(sign in text.string for sign in signs) else one.default


def best(text: LexedText, codes: Iterable[str], default: str) -> str:
    """The one of these currencies with the most cues in a text; the default if there are none."""
    named = counts(text)
    ordered = sorted(codes, key=lambda code: code != default)
    likeliest = max(ordered, key=lambda code: named.get(code, 0))
    return likeliest if named.get(likeliest, 0) else default


def counts(text: LexedText) -> Mapping[str, int]:
    """Number of cues in a text for each currency: capitalised adjectives, countries and towns."""
    named: dict[str, int] | None = text.memo.get("currencies")
    if named is None:
        named = text.memo["currencies"] = {}
        cues, i = currencies().cues, 0
        while i < len(text):
            cue = cues.after(text, i) if text.raw(i)[:1].isupper() else None
            for code in cue[0].split() if cue else ():
                named[code] = named.get(code, 0) + 1
            i = cue[1] if cue else i + 1
    return named


def is_cued(text: LexedText, family: str) -> bool:
    """Whether the text has a cue for any currency of a family."""
    return any(counts(text).get(code) for code in currencies().families[family].codes)


def part_of(text: LexedText, part: str) -> str:
    """The currency that cents and the like belong to: by signs in the text, else by their family."""
    marks = {} if "$" in text.string else currencies().marks[part]
    return next((code for mark, code in marks.items() if mark in text.string), None) or country_of(text, part)


def _add_cues(
    lists: Currencies, known: Mapping[str, Any], more: Mapping[str, Any], own: Sequence[Mapping[str, Any]]
) -> None:
    """Add adjectives (before a noun) and cues (anywhere in a text); a phrase may mean several currencies."""
    tender = {code: one for code, one in known.items() if one["tender"]}
    past = {code: one.get("adjectives", ()) for code, one in known.items() if code not in tender}
    lands = {code: (*one["adjectives"], *one["countries"]) for code, one in tender.items()}
    towns = {code: one["towns"] for code, one in tender.items()}
    named = {one["name"]: [place.lower() for place in one.get("countries", ())] for one in own}
    both = (lists.adjectives, (lands, more, past, named)), (lists.cues, (lands, towns, more, named))
    for phrases, tables in both:
        codes_by_cue: dict[str, dict[str, None]] = {}
        for code, cue in ((code, cue) for table in tables for code, cues in table.items() for cue in cues):
            if phrases is lists.adjectives or cue not in _NO_CUES:
                codes_by_cue.setdefault(cue, {})[code] = None
        for cue, codes in codes_by_cue.items():
            phrases.add(cue, " ".join(codes))


def _add_own(lists: Currencies, own: Mapping[str, Any], raw: Mapping[str, Any]) -> None:
    """Add a user's currency; if it has countries, a shared noun means it only where one is named."""
    name = own["name"]
    shared = {*raw["family"], *(one.get("family") for one in cldr()["currencies"].values())}
    lists.families[name] = Family((name,), name)
    lists.codes[name] = name
    lists.signs.add_all(own.get("signs", ()), name)
    for word in own.get("words", ()):
        if own.get("countries") and word.lower() in shared:
            lists.families[word.lower()] = Family((name,))
        else:
            lists.nouns.add_all(with_plurals([word]), name)


def _add_families(lists: Currencies, known: Mapping[str, Any], more: Mapping[str, Any]) -> None:
    tender: dict[str, list[str]] = {}
    past: dict[str, list[str]] = {}
    for name, table in more.items():  # first, since CLDR has "rouble" as the Soviet one only
        lists.nouns.add_all(with_plurals(table.get("words", ())), name)
    for code, table in known.items():
        if "family" in table:
            (tender if table["tender"] else past).setdefault(table["family"], []).append(code)
            lists.nouns.add_all(with_plurals(table["nouns"]), table["family"])
    for name in dict.fromkeys((*more, *tender, *past)):
        table = more.get(name, {})
        own = lists.families[name].codes if name in lists.families else ()
        codes = (*own, *tender.get(name, ()), *table.get("also", ()), *past.get(name, ()))
        default = table.get("default") or (name if name in known else codes[len(own)])
        needs = table.get("needs", "" if name in tender or name in more else "adjective")
        local = frozenset((*table["local"], *own) if table.get("local") else ())
        lists.families[name] = Family(codes or (default,), default, local, needs)
        lists.signs.add_all(table.get("signs", ()), name)
        for code, forms in table.get("prefixes", {}).items():
            for letters in forms:
                lists.prefixes.setdefault((letters, name), code)


def _add_codes(lists: Currencies, known: Mapping[str, Any], raw: Mapping[str, Any]) -> None:
    past = (code for code, table in known.items() if not table["tender"])
    lists.word_codes = frozenset(raw["words"]).union(past).difference(raw["past"], raw["other"])
    lists.abbreviations = frozenset(raw["abbreviations"])
    for code in known:
        lists.codes.setdefault(code, code)
        lists.families.setdefault(code, Family((code,), code))
    lists.codes.update(raw["other"])


def _add_local_signs(lists: Currencies, known: Mapping[str, Any]) -> None:
    """Add CLDR's signs: letters before a known sign, or letters alone."""
    by_sign: dict[str, list[str]] = {}
    for code, table in known.items():
        for sign in table.get("signs", ()):
            by_sign.setdefault(sign, []).append(code)
    for sign, codes in by_sign.items():
        family = lists.signs.entries.get((sign[-1],))
        if family and sign[:-1].isalpha():
            lists.prefixes.setdefault((sign[:-1], family), codes[0])
        elif family is None and sign.isalpha() and len(sign) <= _SHORT and (sign,) not in lists.signs.entries:
            lists.families.setdefault(sign, Family(tuple(codes)))
            lists.local_signs.add(sign, sign)
        elif family is None:
            lists.signs.add(sign, codes[0])
