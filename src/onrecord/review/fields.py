"""The fields of a claim that a reviewer may change, as text."""

from __future__ import annotations

import re
from typing import get_args

from onrecord.claims import FigureClaim, Period, Span
from onrecord.errors import ClaimError
from onrecord.records import Comparator, Mode
from onrecord.review.claimfile import AnyClaim

_HELP = {
    "speaker": "Name, or Name (organization); empty: nobody",
    "mode": ", ".join(get_args(Mode)),
    "value": "a number; 20 to 30; empty: no number",
    "unit": "singular noun, ISO 4217 code, percent; may be empty",
    "comparator": " ".join(get_args(Comparator)),
    "period": "2025, 2025-03, 2025-01-01..2025-06-30; new: 2025 = words in the text",
    "source": "words in the text; empty: none",
    "cue": "words in the text; empty: none",
    "measured": "words in the text; empty: none",
}
SPANS = ("content", "source", "cue", "figure", "measured")
"""Fields that are spans of the text; a content of several pieces has content.1, content.2 ..."""

_BOUNDS = re.compile(r"(\d+)-(\d+)", re.ASCII)


def movable_spans(claim: AnyClaim) -> dict[str, Span | None]:
    """The spans a reviewer may move, by field; None if the claim has none."""
    if isinstance(claim, FigureClaim):
        return {"figure": claim.span, "measured": claim.measured.span if claim.measured else None}
    several = len(claim.content) > 1
    return {
        **{f"content.{n}" if several else "content": span for n, span in enumerate(claim.content, start=1)},
        "source": claim.source,
        "cue": claim.cue.span if claim.cue else None,
    }


def fields_of(claim: AnyClaim) -> dict[str, str]:
    """The fields a reviewer may change, as text; spans as ``start-end``."""
    speaker = f"{claim.speaker.name} ({claim.speaker.kind})" if claim.speaker else ""
    spans = {name: f"{span.start}-{span.end}" if span else "" for name, span in movable_spans(claim).items()}
    if isinstance(claim, FigureClaim):
        return {
            "value": _value_text(claim),
            "unit": claim.unit,
            "comparator": claim.comparator,
            "period": _period_text(claim.period),
            **spans,
            "speaker": speaker,
        }
    return {"speaker": speaker, "mode": claim.mode, "period": _period_text(claim.said_on), **spans}


def help_of(claim: AnyClaim, field: str) -> str:
    """What may be typed into a field; "" if there is nothing to explain."""
    if field == "speaker" and claim.kind == "figure":
        return "that of its statement, corrected there; empty: in no statement"
    return _HELP.get(field, "")


def is_span(field: str) -> bool:
    """Whether a field holds a span of the text."""
    return field.partition(".")[0] in SPANS


def is_bounds(text: str) -> bool:
    """Whether a text is ``start-end`` rather than words."""
    return _BOUNDS.fullmatch(text) is not None


def span_bounds(text: str) -> tuple[int, int]:
    """``start-end`` as numbers.

    Raises:
        ClaimError: The text is something else.
    """
    match = _BOUNDS.fullmatch(text)
    if not match:
        raise ClaimError(f"{text!r} is not a span: start-end, in characters")
    return int(match[1]), int(match[2])


def _value_text(claim: FigureClaim) -> str:
    if claim.value is None:
        return ""
    numbers = claim.value if isinstance(claim.value, tuple) else (claim.value,)
    return " to ".join(f"{number:f}" for number in numbers)


def _period_text(period: Period | None) -> str:
    return f"{period.start}..{period.end}" if period else ""
