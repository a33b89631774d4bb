"""The component: finds the time expressions of a Doc and resolves each to a closed interval of days."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc

from onrecord import records
from onrecord.doc_spans import show_spans
from onrecord.pipes.periods import context, days
from onrecord.pipes.periods.composed import COMPOSED, ends
from onrecord.pipes.periods.days import Days
from onrecord.pipes.periods.link import link
from onrecord.pipes.periods.reading import Frame
from onrecord.pipes.periods.scan import Expression, scan
from onrecord.pipes.periods.tense import Tense
from onrecord.pipes.periods.words import fold
from onrecord.pipes.prose import prose_of
from onrecord.pipes.span_index import SpanIndex

Resolved = tuple[Expression, Days]


class Periods:
    """Fills ``doc._.periods`` and ``doc.spans["periods"]``."""

    def __init__(self, *, ranges: Literal["whole", "ends"] = "whole") -> None:
        """Set the component up.

        Args:
            ranges: "whole" makes "1980 to 2012" one period, "ends" two, as some corpora do.
        """
        self.ranges = ranges

    def __call__(self, doc: Doc) -> Doc:
        """Find the periods of one Doc."""
        doc._.periods = self.find(doc)
        spans = ((period["span"], period["granularity"]) for period in doc._.periods)
        show_spans(doc, "periods", spans)
        return doc

    def find(self, doc: Doc) -> list[records.Period]:
        """The periods of a Doc, in text order, without writing to it."""
        text = prose_of(doc)
        folded = fold(text)
        tense = Tense(doc, folded)
        expressions = link(folded, scan(text, folded))
        published = context.iso_date(doc._.published) or context.dateline(folded, expressions)
        frame = Frame(
            published=published,
            lean=lambda expression: tense.lean(expression.start, expression.end),
            narrative=context.is_narrative(folded, expressions, published),
            day_first=context.day_first(expressions),
        )
        periods: list[records.Period] = []
        people, end = context.persons(folded), 0
        quotes = SpanIndex([quote["span"] for quote in doc._.quotes if quote["level"] == 1])
        for expression in expressions:
            if context.is_person(folded, expression, people):
                continue
            context.name_event(folded, expression)
            frame = context.compared(frame, folded, end, expression)
            context.settle(folded, expression, frame)
            end = expression.end
            quoted = quotes.over(expression.start, expression.end)
            here = context.heard(frame, expression) if quoted else frame
            for part, interval in self._resolve(expression, here):
                periods.append(_record(part, interval))
                frame = context.remember(frame, folded, part, interval, quoted=quoted)
        return periods

    def _resolve(self, expression: Expression, frame: Frame) -> list[Resolved]:
        """The expression with its interval or, if it has none, those of its parts that have one."""
        if self.ranges == "ends" and (pair := _two_ends(expression, frame)):
            return pair
        interval = frame.try_read(expression)
        if interval is not None:
            return [(expression, interval)]
        if expression.rule in COMPOSED:
            return [resolved for part in expression.parts for resolved in self._resolve(part, frame)]
        return []


def _record(expression: Expression, interval: Days) -> records.Period:
    return {
        "span": [expression.start, expression.end],
        "first": interval.first.isoformat(),
        "last": interval.last.isoformat(),
        "granularity": interval.granularity,
        "rule": expression.rule,
    }


def _two_ends(expression: Expression, frame: Frame) -> list[Resolved]:
    whole = frame.try_read(expression)
    if whole is None:
        return []
    if expression.rule == "period.range":
        return list(zip(expression.parts, ends(expression, frame), strict=True))
    if expression.rule == "period.year_span":
        start, end = expression.start, expression.end
        return [
            (Expression(start, start + 4, "period.year"), days.year(whole.first.year)),
            (
                Expression(end - len(expression.get("to_year")), end, "period.year"),
                days.year(whole.last.year),
            ),
        ]
    return []
