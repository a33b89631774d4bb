"""Figures in NewsQuant's format for quantities.

The set's own conventions are confined to this module: unit names ("percentage", "pound sterling", "year of
age"), one symbol for both bound and change, ranges for vague numbers ("dozens" is 12 to 120) and for "from X
to Y", and no scores, ranks, "twice" or "an hour". The concept is what the counted noun belongs to.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from importlib.resources import files
from math import prod
from typing import Any

from spacy.tokens import Doc, Token

from onrecord.doc_spans import covering
from onrecord.evaluation.clauses import clause_of, is_predicate, over_conjunctions, subject
from onrecord.evaluation.reading import Row
from onrecord.records import Figure
from onrecord.rules import read_data

_LEFT_OUT = frozenset(
    {
        "figure.rank.superlative",
        "figure.rank.place",
        "figure.rank.number",
        "figure.score",
        "figure.multiple_verb",
        "figure.article",
    }
)
_FOLD = frozenset({"twice", "thrice", "double", "triple", "treble", "quadruple"})
_SYMBOLS = {">=": ">", "<=": "<"}
_LEVEL = re.compile(r"\b(?:to|at)(?: only| just| about)? *\Z", re.IGNORECASE)
_BARE_DOLLAR = re.compile(r"(?<![A-Za-z] )(?<![A-Za-z])\$(?![A-Za-z])")
_HUNDRED = 100
_CONCEPT_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})


def quantities_of(doc: Doc) -> Row:
    """The figures of a Doc as one row of predicted quantities."""
    figures: list[Figure] = doc._.figures
    rows: list[Row] = []
    for index, figure in enumerate(figures):
        if figure["rule"] in _LEFT_OUT or _text(doc, figure).lower().split()[-1] in _FOLD:
            continue
        before = figures[index - 1] if index else None
        if before is not None and before["related"] == index and rows and _joined(doc, before, figure):
            rows[-1] = _pair(doc, before, figure)
        else:
            rows.append(_quantity(doc, figure))
    return {"quantities": rows}


def _text(doc: Doc, figure: Figure) -> str:
    return doc.text[slice(*figure["span"])]


def _joined(doc: Doc, before: Figure, figure: Figure) -> bool:
    """Is it "from X to Y", which this set labels as one range?"""
    gap = doc.text[before["span"][1] : figure["span"][0]].strip()
    opened = doc.text[max(before["span"][0] - 8, 0) : before["span"][0]].rstrip().lower().endswith("from")
    return gap == "to" and opened and len(before["value"]) == len(figure["value"]) == 1


def _pair(doc: Doc, before: Figure, figure: Figure) -> Row:
    row = _quantity(doc, figure)
    row["value"] = [float(before["value"][0]), float(figure["value"][0])]
    row["change"] = figure["change"]
    row["start"] = before["span"][0]
    return row


def _quantity(doc: Doc, figure: Figure) -> Row:
    part = _part(doc, figure)
    numbers = [Decimal(number) * (_HUNDRED if part else 1) for number in figure["value"]]
    value: Any = [float(number) for number in numbers] or _vague(doc, figure)
    return {
        "value": value[0] if isinstance(value, list) and len(value) == 1 else value,
        "normalized_unit": _unit(doc, figure, part),
        "change": _symbol(doc, figure),
        "concepts": _concepts(doc, figure),
        "start": figure["span"][0],
        "end": figure["span"][1],
        "rule": figure["rule"],
    }


def _part(doc: Doc, figure: Figure) -> str:
    """The unit if the figure counts only hundredths of a currency ("63 cents" is 63 in this set); else ""."""
    text = _text(doc, figure).lower()
    words = re.findall(r"[^\W\d]+|¢", text)
    whole = any(sign in text for sign in "$£€") or any(
        word in ("dollar", "dollars", "pounds") for word in words
    )
    alone = figure["kind"] == "money" and bool(words) and not whole
    return _lists()["parts"].get(words[-1], "") if alone else ""


def _vague(doc: Doc, figure: Figure) -> list[float] | None:
    """A range of one power of ten: "tens of thousands" is 10,000 to 100,000."""
    factors = _lists()["vague"]
    powers = [factors[word] for word in re.findall(r"\w+", _text(doc, figure).lower()) if word in factors]
    return [float(prod(powers)), float(prod(powers) * 10)] if powers else None


def _symbol(doc: Doc, figure: Figure) -> str:
    """The bound if there is one, else the change; "=" for the level after it, and if a noun names it."""
    comparator = _SYMBOLS.get(figure["comparator"], figure["comparator"])
    if comparator != "=":
        return comparator
    start = figure["span"][0]
    level = _LEVEL.search(doc.text[max(start - 12, 0) : start])
    return "=" if level or _named_by_noun(doc, figure) else figure["change"]


def _tokens(doc: Doc, figure: Figure) -> list[Token]:
    start, end = figure["span"]
    span = covering(doc, start, end)
    return [] if span is None else list(span)


def _top(doc: Doc, figure: Figure) -> Token | None:
    """The figure's token whose head is outside the figure."""
    tokens = _tokens(doc, figure)
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.head == token), None)


def _named_by_noun(doc: Doc, figure: Figure) -> bool:
    """Is the change a noun, as in "a 25 % drop"?"""
    top = _top(doc, figure)
    return top is not None and top.head != top and top.head.pos_ == "NOUN"


# ------------------------------------------------------------ units


@cache
def _lists() -> dict[str, dict[str, Any]]:
    return read_data(files("onrecord.evaluation") / "newsquant.toml")


@cache
def _names() -> dict[str, str]:
    return {**_lists()["currencies"], **_lists()["units"]}


def _unit(doc: Doc, figure: Figure, part: str) -> str:
    unit, per = part or figure["unit"], figure["per"]
    if figure["kind"] == "age":
        name = "year of age" if unit == "year" else f"{unit} of age"
    elif figure["kind"] == "money" and _BARE_DOLLAR.search(_text(doc, figure)):
        name = "dollar"
    elif figure["kind"] in ("count", "ratio") and unit and unit != "time":
        name = _noun(doc, figure)
    else:
        name = _names().get(unit, unit)
    return f"{name} per {per}" if per and per != "item" else name or "-"


def _noun(doc: Doc, figure: Figure) -> str:
    """The counted noun with its adjectives, the last word in the singular."""
    head = figure["unit"].split()[-1]
    words: list[str] = []
    for token in _tokens(doc, figure):
        if token.pos_ in ("NUM", "ADP") or token.lower_ in ("half", "dozen"):
            words = []
        elif token.pos_ not in ("DET", "ADV", "PART", "CCONJ") and (words or token.is_alpha):
            words.append(token.text)
    if not words:
        return "people" if figure["unit"] == "person" else figure["unit"]
    last = words[-1].lower()
    words[-1] = last if last == "people" or head == "person" else head
    return " ".join(words).replace(" - ", "-")


# ------------------------------------------------------------ concepts


def _concepts(doc: Doc, figure: Figure) -> list[str]:
    """Content words of what the figure measures; for a counted noun or a duration, of its owner."""
    held = figure["kind"] in ("count", "duration", "distance") and "-" not in _text(doc, figure)
    held = held and not figure["unit"].endswith("point")
    measured = figure["measured"]
    words: list[Token] = []
    if held:
        words = _owner_words(doc, figure)
    elif measured and measured["span"]:
        start, end = measured["span"]
        words = list(covering(doc, start, end) or ())
    own = range(*figure["span"])
    return [token.text for token in words if token.pos_ in _CONCEPT_POS and token.idx not in own] or ["-"]


def _owner_words(doc: Doc, figure: Figure) -> list[Token]:
    """The noun phrase above a counted noun, or the subject of its verb."""
    top = _top(doc, figure)
    if top is None:
        return []
    role = over_conjunctions(top)
    own = subject(role) if is_predicate(role) else None
    if own is not None and own.i < top.i:
        return _phrase(own)
    if role.head == role or role.dep_.startswith("nsubj"):
        return _clause_words(top)
    if role.head.pos_ in ("NOUN", "PROPN") and role.head.lemma_ not in _lists()["concepts"]["light"]:
        return _phrase(role.head)
    owner = subject(clause_of(role.head))
    return [] if owner is None or owner.i > top.i else _phrase(owner)


def _clause_words(noun: Token) -> list[Token]:
    """The words of the clause after the noun: "there are 50 students *enrolled at the college*"."""
    clauses = [one for one in noun.rights if one.dep_ in ("acl", "acl:relcl") and one.tag_ != "VB"]
    return [token for clause in clauses[:1] for token in _phrase(clause)]


def _phrase(head: Token) -> list[Token]:
    return [token for token in head.subtree if abs(token.i - head.i) <= 8]
