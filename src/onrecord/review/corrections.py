"""Corrections: the fields of a claim a reviewer may change, as text, and back into a valid claim."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from pydantic import ValidationError

from onrecord.claims import FigureClaim, Period, claim_id, fingerprint, parse_claim
from onrecord.claims.schema import JOINT
from onrecord.errors import ClaimError
from onrecord.records import ChainKind, Comparator, Mode
from onrecord.review.claimfile import AnyClaim
from onrecord.review.passages import Passage

CHOICES: dict[str, tuple[str, ...]] = {"mode": get_args(Mode), "comparator": get_args(Comparator)}
"""Fields with a fixed set of values."""
HELP = {
    "speaker": "Name, or Name (organization); empty: nobody",
    "mode": ", ".join(get_args(Mode)),
    "value": "a number; 20 to 30; empty: no number",
    "unit": "singular noun, ISO 4217 code, percent; may be empty",
    "comparator": " ".join(get_args(Comparator)),
    "period": "2025, 2025-03, 2025-01-01..2025-06-30; new: 2025 = words in the text",
}

_NAMED = re.compile(r"(.*\S)\s*\((\w+)\)", re.DOTALL)
_DAYS = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_SPAN = re.compile(r"(\d+)-(\d+)")


def fields_of(claim: AnyClaim) -> dict[str, str]:
    """The fields a reviewer may change; spans as ``start-end``."""
    speaker = f"{claim.speaker.name} ({claim.speaker.kind})" if claim.speaker else ""
    if isinstance(claim, FigureClaim):
        return {
            "speaker": speaker,
            "value": _value_text(claim),
            "unit": claim.unit,
            "comparator": claim.comparator,
            "period": _period_text(claim.period),
            "span": f"{claim.span.start}-{claim.span.end}",
            **(
                {"measured": f"{claim.measured.span.start}-{claim.measured.span.end}"}
                if claim.measured and claim.measured.span
                else {}
            ),
        }
    return {
        "speaker": speaker,
        "mode": claim.mode,
        "period": _period_text(claim.said_on),
        **{f"content.{n}": f"{span.start}-{span.end}" for n, span in enumerate(claim.content, start=1)},
        **({"source": f"{claim.source.start}-{claim.source.end}"} if claim.source else {}),
    }


def is_span(field: str) -> bool:
    """Whether a field holds a span."""
    return field.partition(".")[0] in ("content", "source", "span", "measured")


def span_bounds(text: str) -> tuple[int, int]:
    """``start-end`` as numbers.

    Raises:
        ClaimError: It is something else.
    """
    found = _SPAN.fullmatch(text)
    if not found:
        raise ClaimError(f"{text!r} is no span: start-end, in characters")
    return int(found[1]), int(found[2])


def correct(claim: AnyClaim, changes: Mapping[str, str], passage: Passage) -> AnyClaim:
    """The claim with some fields changed: validated, with the id and the fingerprint it then has.

    Args:
        claim: The claim as it is.
        changes: New text of the fields that change.
        passage: The text around it.

    Raises:
        ClaimError: A change makes no sense; the message says why.
    """
    known = fields_of(claim)
    record: dict[str, Any] = claim.model_dump(mode="json")
    for name, text in changes.items():
        if name not in known:
            raise ClaimError(f"a {claim.kind} has no field {name!r} to change: {', '.join(known)}")
        if text.strip() != known[name]:
            _change(record, name, text.strip(), passage)
    if claim.kind == "statement":
        record["text"] = JOINT.join(piece["exact"] for piece in record["content"])
        offsets = [(piece["start"], piece["end"]) for piece in record["content"]]
    else:
        record["text"] = record["span"]["exact"]
        offsets = [(record["span"]["start"], record["span"]["end"])]
    record["id"] = claim_id(record["article"]["sha256"], claim.kind, offsets)
    if any(is_span(name) for name in changes):
        record["sentence"] = _sentence(claim.sentence, offsets, passage)
    record["fingerprint"] = fingerprint(record)
    try:
        return parse_claim(record, text=passage.text if passage.whole else None)
    except ValidationError as error:
        raise ClaimError(str(error.errors()[0]["msg"]).removeprefix("Value error, ")) from error


def _change(record: dict[str, Any], name: str, text: str, passage: Passage) -> None:
    if name == "speaker":
        _change_speaker(record, text)
    elif name in CHOICES:
        if text not in CHOICES[name]:
            raise ClaimError(f"{name} is one of {' '.join(CHOICES[name])}")
        record[name] = text
    elif name == "value":
        record["value"] = _parse_value(text)
    elif name == "unit":
        record["unit"] = " ".join(text.split())
    elif name == "period":
        field = "said_on" if record["kind"] == "statement" else "period"
        record[field] = _parse_period(text, record, record[field], passage)
    elif name.startswith("content."):
        record["content"][int(name.removeprefix("content.")) - 1] = passage.span(*span_bounds(text))
    elif name == "measured":
        span = passage.span(*span_bounds(text))
        record["measured"] = {"text": " ".join(str(span["exact"]).split()), "span": span}
    else:
        record[name] = passage.span(*span_bounds(text))


def _change_speaker(record: dict[str, Any], text: str) -> None:
    old = record["speaker"] or {"name": "", "kind": "person", "role": None, "affiliation": None}
    if record["kind"] == "figure":
        if text:
            raise ClaimError("a figure has the speaker of its statement: correct that one, or leave it empty")
        record["speaker"] = record["statement"] = None
        return
    if not text:
        record["speaker"] = None
        return
    found = _NAMED.fullmatch(text)
    name, kind = (found[1], found[2]) if found else (text, old["kind"])
    if kind not in get_args(ChainKind):
        raise ClaimError(f"a speaker is one of {' '.join(get_args(ChainKind))}, not {kind!r}")
    same = old if name == old["name"] else {"role": None, "affiliation": None}
    record["speaker"] = {
        "name": name,
        "kind": kind,
        "role": same["role"],
        "affiliation": same["affiliation"],
        "resolved_by": "reviewer",
    }


def _parse_value(text: str) -> Any:
    numbers = [part.replace(",", "").strip() for part in re.split(r"\s+to\s+|\.\.", text)] if text else []
    for number in numbers:
        if not re.fullmatch(r"-?\d+(\.\d+)?", number, re.ASCII):
            raise ClaimError(f"{number!r} is no number: 41000, 4.5, or 20 to 30")
    if len(numbers) > 2:
        raise ClaimError("a value has one number, or two: 20 to 30")
    return None if not numbers else numbers[0] if len(numbers) == 1 else numbers


def _parse_period(
    text: str, record: Mapping[str, Any], old: dict[str, Any] | None, passage: Passage
) -> dict[str, Any] | None:
    if not text:
        return None
    days, _, words = (part.strip() for part in text.partition("="))
    first, _, last = days.partition("..")
    start, end = _edge(first, last=False), _edge(last or first, last=True)
    span = _words_near(words, record, passage) if words else (old or {}).get("span")
    if span is None:
        raise ClaimError("say which words of the text name the period: 2025 = last year")
    same = old is not None and (start.isoformat(), end.isoformat()) == (old["start"], old["end"])
    return {
        "span": span,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "granularity": old["granularity"] if old and same else _granularity(start, end),
    }


def _edge(text: str, *, last: bool) -> date:
    found = _DAYS.fullmatch(text)
    try:
        if found is None:
            raise ValueError("not a date")
        year, month, day = int(found[1]), int(found[2] or (12 if last else 1)), int(found[3] or 0)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError as error:
        raise ClaimError(f"{text!r} is no date: 2025, 2025-03 or 2025-03-09") from error


def _granularity(start: date, end: date) -> str:
    if start == end:
        return "day"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return "year"
    whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    return "month" if whole and (start.year, start.month) == (end.year, end.month) else "range"


def _words_near(words: str, record: Mapping[str, Any], passage: Passage) -> dict[str, Any]:
    here = record["span" if record["kind"] == "figure" else "content"]
    at = (here if isinstance(here, dict) else here[0])["start"] - passage.start
    right, left = passage.text.find(words, max(0, at)), passage.text.rfind(words, 0, max(0, at))
    if right < 0 and left < 0:
        raise ClaimError(f"{words!r} is not in the text")
    place = min((p for p in (left, right) if p >= 0), key=lambda p: abs(p - at)) + passage.start
    return passage.span(place, place + len(words))


def _sentence(sentence: str, offsets: list[tuple[int, int]], passage: Passage) -> str:
    """The sentence, made longer where the content now leaves it."""
    first, last = offsets[0][0] - passage.start, offsets[-1][1] - passage.start
    start = passage.text.rfind(sentence, 0, first + len(sentence))
    if start < 0:
        return sentence
    end = start + len(sentence)
    return passage.text[min(start, first) : max(end, last)]


def _value_text(claim: FigureClaim) -> str:
    if claim.value is None:
        return ""
    return " to ".join(
        f"{number:f}" for number in (claim.value if isinstance(claim.value, tuple) else (claim.value,))
    )


def _period_text(period: Period | None) -> str:
    return f"{period.start}..{period.end}" if period else ""
