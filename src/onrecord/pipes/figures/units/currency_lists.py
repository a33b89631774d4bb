"""What currencies are called: CLDR's nouns, signs and countries, the overlay, and a user's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.pipes.figures.lexicon import Phrases
from onrecord.pipes.figures.units.data import cldr, overlay, plural
from onrecord.pipes.wordlists import Wordlist

_SHORT = 2
"""Letters of the longest local sign that is doubtful: "K", "Le"."""
_NO_CUES = frozenset({"us", "u.s."})
"""Said in too many articles from elsewhere."""


@dataclass(frozen=True, slots=True)
class Family:
    """A noun or a sign, and the currencies it may stand for; of one alone, its ISO code is the name."""

    codes: tuple[str, ...]
    default: str = ""
    """What it stands for where nothing speaks for another one, "" for nothing."""
    local: frozenset[str] = frozenset()
    """Only these may be meant without an adjective; empty for all."""
    needs: str = ""
    """What an everyday word needs to be money: "adjective", "cue", "" for nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """Hundredths of a currency."""

    family: str
    marks: Mapping[str, str]
    """Signs that say whose hundredths they are, in a text without the family's own."""


@dataclass(slots=True)
class Currencies:
    """Words, signs and codes. Phrases mean a family or a part, cues mean codes with spaces between them."""

    families: dict[str, Family] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
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
    """The lists of ``cldr.json`` and ``currencies.toml``.

    Args:
        more: Currencies that overrule those, each with its name, words, signs and countries.
    """
    raw, known = overlay("currencies"), cldr()["currencies"]
    lists = Currencies(glued=frozenset(raw["sign"]["glued"]))
    cues = _cues(known, raw["cues"])
    for one in more:
        _add_own(lists, one, raw, cues)
    _add_families(lists, known, raw["family"])
    _add_codes(lists, known, raw["codes"])
    for name, table in raw["part"].items():
        of, also = lists.families[table["of"]], tuple(table.get("also", ()))
        local = of.local.union(also) if of.local else of.local
        lists.families[name] = Family((*of.codes, *also), of.default, local)
        lists.parts[name] = Part(table["of"], table.get("marks", {}))
        lists.part_nouns.add_all(_with_plurals(table["words"]), name)
        lists.part_signs.add_all(table.get("signs", ()), name)
    _add_local_signs(lists, known)
    for phrases, table in ((lists.adjectives, cues.before), (lists.cues, cues.anywhere)):
        for phrase, spoken_for in table.items():
            phrases.add(phrase, " ".join(spoken_for))
    return lists


currencies = Wordlist("currencies", read_currencies)


@dataclass(slots=True)
class _Cues:
    """Codes by the phrases that speak for them: before the noun, and anywhere in a text."""

    before: dict[str, list[str]] = field(default_factory=dict)
    anywhere: dict[str, list[str]] = field(default_factory=dict)

    def add(self, code: str, phrases: Iterable[str], *, before: bool = True, anywhere: bool = True) -> None:
        for phrase in phrases:
            if before and code not in self.before.setdefault(phrase, []):
                self.before[phrase].append(code)
            if anywhere and phrase not in _NO_CUES and code not in self.anywhere.setdefault(phrase, []):
                self.anywhere[phrase].append(code)


def _cues(known: Mapping[str, Any], more: Mapping[str, Sequence[str]]) -> _Cues:
    cues = _Cues()
    for code, table in known.items():
        if table["tender"]:
            cues.add(code, table["adjectives"])
            cues.add(code, table["countries"])
            cues.add(code, table["towns"], before=False)
    for code, phrases in more.items():
        cues.add(code, phrases)
    for code, table in known.items():
        if not table["tender"]:
            cues.add(code, table.get("adjectives", ()), anywhere=False)
    return cues


def _add_own(lists: Currencies, own: Mapping[str, Any], raw: Mapping[str, Any], cues: _Cues) -> None:
    """A user's currency; a noun shared with others stays theirs where no country of its own is named."""
    name, countries = own["name"], [place.lower() for place in own.get("countries", ())]
    lists.families[name] = Family((name,), name)
    lists.codes[name] = name
    lists.signs.add_all(own.get("signs", ()), name)
    cues.add(name, countries)
    for word in own.get("words", ()):
        family = word.lower() if countries else ""
        if family in raw["family"] or any(
            family == one.get("family") for one in cldr()["currencies"].values()
        ):
            lists.families[family] = Family((name,))
        else:
            lists.nouns.add_all(_with_plurals([word]), name)


def _add_families(lists: Currencies, known: Mapping[str, Any], more: Mapping[str, Any]) -> None:
    tender: dict[str, list[str]] = {}
    past: dict[str, list[str]] = {}
    for code, table in known.items():
        if "family" in table:
            (tender if table["tender"] else past).setdefault(table["family"], []).append(code)
            lists.nouns.add_all(_with_plurals(table["nouns"]), table["family"])
    for name in dict.fromkeys((*more, *tender, *past)):
        table = more.get(name, {})
        own = lists.families[name].codes if name in lists.families else ()
        codes = (*own, *tender.get(name, ()), *table.get("also", ()), *past.get(name, ()))
        default = table.get("default") or (name if name in known else codes[len(own)])
        needs = table.get("needs", "" if name in tender or name in more else "adjective")
        local = frozenset(table.get("local", ()))
        lists.families[name] = Family(
            codes or (default,), default, local.union(own) if local else local, needs
        )
        lists.nouns.add_all(_with_plurals(table.get("words", ())), name)
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
    """CLDR's signs: letters before a sign known already, or letters alone."""
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


def _with_plurals(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in (word, plural(word))]
