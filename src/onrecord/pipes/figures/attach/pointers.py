"""The targets of the language model's pointers from a figure, within hard constraints.

Most functions return a target, where None is a prediction too, and its probability.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from spacy.tokens import Token

from onrecord.doc_spans import covering
from onrecord.pipes.figures.attach.nouns import NOMINAL, is_size
from onrecord.pipes.figures.attach.trim import measured_by_words
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.records import Measured, Offsets, PointerKind

_BASE = re.compile(r"\bthan (?:(?:it|they|he|she|there) \w+ )?(?:(?:in|at|on|during|the) )*\Z")
"""What makes the time after it the base of a comparison: "lower than (it was) in "."""
_BASE_OF_A_CHANGE = re.compile(rf"\bfrom \Z|{_BASE.pattern}")
_COMPARED = re.compile(rf"\d|{_BASE_OF_A_CHANGE.pattern}")  # "a year earlier" belongs to the number before it
_ON = re.compile(r"\bon (?:the )?\Z")  # "up 5% on last year", but "on Monday" says when
_NEXT = re.compile(r" (?:(?:in|on) (?:the )?)?")
_OWNER = re.compile(r"['’]s (?:(?:\w+ ){1,2}of )?")
"""What makes the time before it a figure's own: "last year's (peak of) "."""
_FAR, _NEAR = 30, 8
"""A period directly after the figure is its own: "£3m the year before", "40 in May"."""
LEAST_PERIOD, LEAST_PLACE = 0.4, 0.2
"""Less probable periods and places are dropped; chosen on held-out articles."""


def pointed_noun(context: Context, figure: Figure) -> tuple[Token | None, float]:
    """The counted noun: a noun outside the number."""
    target, score = _best(context, "unit", figure)
    token = context.token_at(target[0][1] - 1) if target else None
    own = {one.i for one in context.tokens(*figure.edges)}
    token = token.head if token is not None and is_size(token) and token.i - 2 not in own else token
    return (token if token is not None and token.pos_ in NOMINAL and token.i not in own else None), score


def people_left_out(context: Context, figure: Figure) -> bool:
    """Whether a count has no noun, which by the guidelines means people: "The blaze killed three"."""
    pointer = context.pointers.best("unit", context.anchor(figure))
    return figure.kind == "count" and pointer is not None and not pointer["target"]


def pointed_measure(context: Context, figure: Figure) -> tuple[Measured | None, float]:
    """The measured phrase: the words pointed to, without the figure's own number."""
    target, score = _best(context, "measured", figure)
    sized = figure.amounts[-1].unit and figure.kind in ("distance", "other")
    if sized and context.text.low(figure.stop) == "of":
        after = context.text.lexemes[figure.stop].end  # "had 3 inches of *snow*"
        target = [[max(start, after), end] for start, end in target if end > after] or target
    return measured_by_words(context, figure, target), score


def pointed_period(context: Context, figure: Figure) -> tuple[int | None, float]:
    """The index of the period: one in the figure's sentence that does not overlap the figure."""
    first, end = context.offsets(figure)
    known, string = context.doc._.periods, context.text.string

    def free(i: int) -> bool:
        one, two = known[i]["span"]
        between, rule = string[end:one], known[i]["rule"]
        changed = figure.change != "=" and rule != "period.range"
        base = _COMPARED if rule == "period.compared" else _BASE_OF_A_CHANGE if changed else _BASE
        beside = changed and known[i]["granularity"] in ("year", "quarter", "month") and _ON.search(between)
        return two <= first or (end <= one and not beside and not base.search(between))

    def periods(start: int, stop: int) -> list[int]:
        return list(filter(free, context.periods.overlapping(start, stop)))

    owned = [i for i in periods(first - _FAR, first) if _OWNER.fullmatch(string, known[i]["span"][1], first)]
    owned += [i for i in periods(end, end + _NEAR) if _NEXT.fullmatch(string, end, known[i]["span"][0])]
    if owned:
        return owned[0], 1.0
    if not context.pointers.has("period"):
        near = periods(*context.sentence(figure)) if context.parsed and figure.kind != "duration" else []
        return min(near, key=lambda i: abs(known[i]["span"][0] - first), default=None), 1.0
    return _likeliest(context, "period", figure, periods, LEAST_PERIOD)


def pointed_place(context: Context, figure: Figure) -> Offsets | None:
    """The place: a location name in the figure's sentence."""

    def names(start: int, stop: int) -> list[int]:
        inside = (context.name_at(token) for token in covering(context.doc, start, stop) or ())
        return list({name.start for name in inside if name is not None and name.label_ == "LOC"})

    after = context.token(figure.bound_stop + 1) if context.text.low(figure.bound_stop) == "in" else None
    near = [] if after is None else names(after.idx, after.idx + 1)  # "40 in Jos"
    start = near[0] if near else _likeliest(context, "place", figure, names, LEAST_PLACE)[0]
    name = None if start is None else context.name_at(context.doc[start])
    return None if name is None else [name.start_char, name.end_char]


def pointed_figure(context: Context, figure: Figure, anchors: dict[int, int]) -> int | None:
    """The index of the related figure, never its own; ``anchors`` maps anchor offsets to indices."""
    index = next((anchors.get(start) for start, _ in _best(context, "related", figure)[0]), None)
    return None if index == anchors.get(context.anchor(figure)) else index


def _best(context: Context, kind: PointerKind, figure: Figure) -> tuple[list[Offsets], float]:
    """The target and probability of the likeliest pointer; no target and 1.0 if there is none."""
    pointer = context.pointers.best(kind, context.anchor(figure))
    return (pointer["target"], pointer["score"]) if pointer else ([], 1.0)


def _likeliest(
    context: Context, kind: PointerKind, figure: Figure, within: Callable[[int, int], list[int]], least: float
) -> tuple[int | None, float]:
    """The likeliest candidate in the figure's sentence, and its probability; None if that is below ``least``.

    ``within`` lists the candidates that overlap a span; the probabilities of a candidate's words add up.
    """
    none, summed, sentence = 0.0, Counter[int](), context.sentence(figure)
    for pointer in context.pointers.all(kind, context.anchor(figure)):
        if not pointer["target"]:
            none = pointer["score"]
        for start, end in pointer["target"]:
            if sentence[0] <= start < sentence[1]:
                summed.update(dict.fromkeys(within(start, end), pointer["score"]))
    best = max(summed, key=lambda candidate: (summed[candidate], -candidate), default=None)
    if best is None or summed[best] < least:
        return None, max(none, 1.0 - summed.total())
    return best, summed[best] / (none + summed.total())
