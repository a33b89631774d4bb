"""Whether a number is a figure, and of which kind: the model's choice among the kinds the grammar allows.

The thresholds on the model's probabilities of kinds and bounds are here.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from onrecord.pipes.figures.attach.fallback import kind_by_words
from onrecord.pipes.figures.attach.nouns import is_plural
from onrecord.pipes.figures.attach.pointers import pointed_noun
from onrecord.pipes.figures.bounds import unbound
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.exclusions import exclusion
from onrecord.pipes.figures.figure import EXACT, Figure
from onrecord.pipes.figures.kinds.settled import as_age, as_rank, as_score, rank_sign
from onrecord.pipes.figures.lexicon import overlay, word_set, words
from onrecord.pipes.figures.numbers.lexer import LexedText
from onrecord.records import FigureKind, NumberReading

MOST_NONE = 0.6
"""A bare number is dropped if its probability of being no figure is higher than this."""
MOST_NONE_MARKED = 0.9
"""The same for a number that looks like a figure: a bound ("more than 2000 homes"), decimals, "No."."""
UNBOUND = 0.8
"""A bound is dropped if the probability of "=" is higher than this."""
BY_RULE = 0.5
"""Score of a figure that no language model read."""

_ALONE: tuple[FigureKind, ...] = (
    *("count", "age", "rank", "ratio", "duration", "distance"),
    *("money", "percent", "percentage_point", "other"),
)
_BY_FORM: dict[str, tuple[FigureKind, ...]] = {
    "ordinal": ("rank",),
    "one_in": ("ratio",),
    "fraction": ("ratio",),
    "vague": ("count",),
    **dict.fromkeys(("dash", "versus", "range"), (*_ALONE, "score")),
}
_NAMED_BY_FORM = frozenset({"vague", "one_in", "fraction", "multiple"})
_NAMED_BY_KIND = frozenset({"money", "percent", "percentage_point", "duration", "distance", "age"})
_OLDEST = 120
_NEAR = 3
"""Most lexemes from a number to a plural that it counts."""
_LENGTHS = {3: "kilometre", 6: "metre"}
"""Units that "k" and "m" after digits may mean, by the power of ten they otherwise stand for."""
_UNITS_OF_AGE = ("year", "month", "week", "day")


def classified(context: Context, figure: Figure) -> Figure | None:
    """A figure with its kind; None for a number that is not a figure."""
    if figure.form != "multiple" and exclusion(context, figure) is not None:
        return None
    reading, sign = context.reading(figure), rank_sign(context.text, figure)
    figure = _with_length(context, figure, reading)
    if reading is None:
        kind, probability = kind_by_words(context, figure), BY_RULE
    else:
        marked = sign is not None or _is_marked(context, figure)
        most = 1.0 if _is_level(context.text, figure) else MOST_NONE_MARKED if marked else MOST_NONE
        kind, probability = _kind(context.text, reading, figure, most)
        figure = _without_false_bound(context.text, reading, figure, kind)
    if kind is None:
        return None
    figure = _with_adjective(context.text, replace(figure, score=probability))
    if sign is not None or kind == "rank":
        figure = as_rank(context, figure, sign)
    elif kind == "age":
        figure = as_age(context.text, figure)
    elif kind == "score":
        figure = as_score(context, figure)
    else:
        figure = replace(figure, kind=kind, values=tuple(sorted(figure.values)))
    return replace(figure, rule=figure.rule or _rule(figure))


def _is_marked(context: Context, figure: Figure) -> bool:
    """Whether a number looks like a figure: a duration, a bound, decimals, or a plural right after it."""
    if figure.kind in ("duration", "age") or (figure.bound_first < figure.first and figure.comparator != "="):
        return True
    if figure.form != "single" or figure.values[0] == 1:
        return False
    after = context.tokens(figure.stop, min(figure.stop + _NEAR, len(context.text)))
    noun, _ = pointed_noun(context, figure)
    before = context.token(figure.first - 1)
    named = before is not None and before.tag_ == "NNP"  # "Rival 450 cruisers"
    counts = noun is not None and is_plural(noun) and noun in after and after[0].is_alpha and not named
    return counts or figure.values[0] % 1 != 0


def _is_level(text: LexedText, figure: Figure) -> bool:
    """Whether words show that a number is a level, not a year or pronoun: "stood at 1932", "one short of"."""
    after, standing = text.low(figure.stop), text.low(figure.first - 2) in word_set("amounts", "standing")
    short = after == "short" and text.low(figure.stop + 1) == "of"
    ends = text.kind(figure.stop) != "word" or after == "with"
    return short or (standing and text.low(figure.first - 1) == "at" and ends)


def _kind(
    text: LexedText, reading: NumberReading, figure: Figure, most: float
) -> tuple[FigureKind | None, float]:
    """The likeliest kind that the grammar allows, or None for no figure; and its probability.

    A number with a percent sign, physical unit or currency of more than a letter ("R800") is always a figure.
    A bare one is dropped if the probability of "none" exceeds ``most``.
    """
    none, first = reading["kinds"].get("none", 0.0), text.raw(figure.first)
    letter = len(first) == 1 and first.isupper() and not figure.amounts[0].numeral.power
    bare = figure.kind in ("", "multiple", "duration", "age")
    if (letter and none > MOST_NONE_MARKED) or (bare and none > most):
        return None, none
    allowed = _allowed(figure)
    best = max(allowed, key=lambda kind: reading["kinds"].get(kind, 0.0))
    return best, 1.0 - none if len(allowed) == 1 else reading["kinds"].get(best, 0.0)


def _allowed(figure: Figure) -> tuple[FigureKind, ...]:
    if figure.kind == "multiple":
        return "ratio", "count"
    if figure.kind == "duration" and figure.unit in _UNITS_OF_AGE:
        return "duration", "age"
    falling = len(figure.values) == 2 and figure.values[0] > figure.values[1]
    if falling and figure.kind in ("", "percent"):
        return ("score",)  # no range goes down
    if figure.kind:
        return (figure.kind,)
    never = set() if all(0 < value <= _OLDEST for value in figure.values) else {"age"}
    if figure.form == "single" and figure.values[0] % 1 == 0:
        never.add("ratio")  # "twelve of the 40": a count of some of them
    return tuple(kind for kind in _BY_FORM.get(figure.form, _ALONE) if kind not in never)


def _without_false_bound(text: LexedText, reading: NumberReading, figure: Figure, kind: str | None) -> Figure:
    """A figure without its bound if the model rejects that or the count is small: "held over two murders"."""
    most = words()["small_counts"].get(text.low(figure.bound_first), 0)
    counted = kind == "count" and figure.form == "single" and figure.amounts[0].numeral.spelled
    small = counted and figure.values[0] <= most and figure.bound_first == figure.first - 1
    adjacent = text.low(figure.first - 1) not in ("a", "an")  # "up to a £200 voucher"
    counts = text.kind(figure.stop) == "word" and text.low(figure.stop) not in ("in", "on", "by", "at", "for")
    passed = text.low(figure.bound_first) == "passed" and not counts  # "users passed 14 million"
    rejected = adjacent and not passed and reading["comparators"].get("=", 0.0) > UNBOUND
    return unbound(figure) if small or rejected else figure


def _with_adjective(text: LexedText, figure: Figure) -> Figure:
    """A figure with what an adjective before "NOUN of" says: "an estimated loss of", "an annual fee of"."""
    often, at = overlay("measures")["per"]["often"], figure.bound_first
    near = [text.low(at - 3), text.low(at - 4)] if text.low(at - 1) == "of" else []
    bound = "~" if figure.comparator == "=" and "estimated" in near else figure.comparator
    per = next((often[word] for word in near if word in often), None) if figure.kind == "money" else None
    return replace(figure, comparator=bound, per=figure.per or per)


def _with_length(context: Context, figure: Figure, reading: NumberReading | None) -> Figure:
    """A figure with "m" or "k" as a unit if the model or the next word says so: "the 1500m title"."""
    text, numeral, kinds = context.text, figure.amounts[-1].numeral, reading["kinds"] if reading else {}
    unit = _LENGTHS.get(numeral.power) if numeral.letter and not figure.kind else None
    noun = pointed_noun(context, figure)[0] if unit and numeral.mantissa % 1 else None
    if noun is not None and noun == context.token(figure.stop) and is_plural(noun):
        return replace(figure, kind="count")  # "1.2m commuters"
    raced = text.low(text.over_hyphen(figure.stop)) in word_set("amounts", "races")
    if unit is None or not (raced or 2 * kinds.get("distance", 0.0) + kinds.get("none", 0.0) > 1):
        return figure
    values = tuple(EXACT.scaleb(value, -numeral.power) for value in figure.values)
    return replace(figure, unit=unit, kind="distance", values=values)


def _rule(figure: Figure) -> str:
    """The id of the rule that found a number; "" if that depends on its noun."""
    if figure.form in _NAMED_BY_FORM:
        return f"figure.{figure.form}"
    if figure.amounts[0].numeral.form == "article" and figure.values == (Decimal(1),):
        return "figure.article"
    if figure.kind in _NAMED_BY_KIND:
        return f"figure.{figure.kind}"
    return "figure.unit" if figure.unit else ""
