"""Scores, and the last decisions on a candidate: its kind, its rule, the order of its values."""

from __future__ import annotations

from functools import cache

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.lexicon import words
from onrecord.pipes.figures.not_times import is_date
from onrecord.pipes.figures.nouns import counted_noun

_MOST = 1000
_RULES = {
    "money": "figure.money",
    "percent": "figure.percent",
    "percentage_point": "figure.percentage_point",
    "duration": "figure.duration",
    "age": "figure.age",
    "distance": "figure.distance",
    "other": "figure.unit",
}


def read_score(context: Context, found: Candidate) -> bool:
    """Make two bare numbers a score or a vote where a range makes no sense or the words say so."""
    if found.form not in ("dash", "versus") or found.kind or len(found.values) != 2:
        return False
    if any(value != int(value) or not 0 <= value <= _MOST for value in found.values):
        return False
    if any(amount.numeral.power or amount.numeral.form != "cardinal" for amount in found.amounts):
        return False
    if is_date(context, found):
        return False
    low, high = found.values
    if low < high and (counted_noun(context, found) is not None and not _result_noun(context, found)):
        return False
    sign = _near(context, found)
    if low < high and not sign:
        return False
    if low >= high and not sign and found.form == "versus" and context.line.low(found.first - 1) == "from":
        return False
    found.form, found.kind, found.rule = "versus", "score", "figure.score"
    found.unit = _unit(context)
    _unbound(found)
    return True


def _unbound(found: Candidate) -> None:
    """A result is what it is: "passed 29-6" and "topped them 3-1" bound nothing."""
    found.comparator, found.bound_first = "=", found.first


def _result_noun(context: Context, found: Candidate) -> bool:
    noun = counted_noun(context, found)
    return noun is not None and noun.lemma_.lower() in words()["score"]["words"]


def _near(context: Context, found: Candidate) -> bool:
    """Does a word of winning, losing or voting, or a name on both sides, stand near?"""
    tokens = context.tokens(found.first, found.stop)
    if not tokens:
        return False
    first, last = tokens[0].i, tokens[-1].i
    window = context.doc[max(first - 10, 0) : min(last + 6, len(context.doc))]
    vocabulary = words()["score"]["words"]
    if any(token.lemma_.lower() in vocabulary for token in window if token.is_alpha):
        return True
    before = context.doc[first - 1] if first else None
    after = context.doc[last + 1] if last + 1 < len(context.doc) else None
    return before is not None and after is not None and before.pos_ == "PROPN" and after.pos_ == "PROPN"


@cache
def _unit_cues() -> dict[str, frozenset[str]]:
    return {unit: frozenset(cues) for unit, cues in words()["score_units"].items()}


def _unit(context: Context) -> str:
    """What a score counts, where the article's words tell the game: goals, votes."""
    return next((unit for unit, cues in _unit_cues().items() if context.words & cues), "")


def finish(context: Context, found: Candidate) -> None:
    """Settle kind and rule of a candidate, and put a range's lower end first."""
    if found.kind == "multiple":
        after = context.line.low(found.stop)
        follower = context.token(found.stop)
        times = (
            follower is not None
            and follower.pos_ in ("NOUN", "PROPN")
            and context.line.kind(found.stop) == "word"
        )
        ratio = times or after in (
            "as",
            "the",
            "more",
            "that",
            "its",
            "what",
            "higher",
            "larger",
        )
        found.kind = "ratio" if ratio or "fold" in context.line.low(found.first) else "count"
        found.rule = found.rule or "figure.multiple"
    if found.form == "vague":
        found.rule = "figure.vague"
        found.kind = found.kind or "count"
    elif found.form == "one_in":
        found.kind, found.rule = "ratio", "figure.one_in"
    elif found.form == "fraction" and not found.kind:
        found.kind, found.rule = "ratio", "figure.fraction"
    elif found.amounts[0].numeral.form == "article" and found.values == [1]:
        found.rule = "figure.article"
    elif not found.rule:
        found.rule = _rule(found)
    if not found.kind:
        found.kind = "count" if found.noun is not None else "other"
    if len(found.values) == 2 and found.kind == "percent" and found.values[0] > found.values[1]:
        found.kind, found.rule = "score", "figure.score"
        _unbound(found)
    if len(found.values) == 2 and found.kind != "score":
        found.values.sort()


def _rule(found: Candidate) -> str:
    if found.kind == "other" and not found.unit:
        return "figure.bare"
    if found.kind:
        return _RULES.get(found.kind, "figure.unit")
    if found.noun is None:
        return "figure.bare"
    if found.whole:
        return "figure.part_of"
    return "figure.compound" if found.hyphen else "figure.count"
