"""Corrections: changed fields of a claim, typed as text, turned into a valid claim."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, get_args

from pydantic import ValidationError

from onrecord.claims import claim_id, fingerprint, parse_claim
from onrecord.claims.schema import JOINT
from onrecord.errors import ClaimError
from onrecord.records import ClusterKind, Comparator, Mode
from onrecord.review.claimfile import AnyClaim
from onrecord.review.days import days_of, granularity_of
from onrecord.review.fields import fields_of, is_bounds, is_span, span_bounds
from onrecord.review.passages import Passage

CHOICES: dict[str, tuple[str, ...]] = {"mode": get_args(Mode), "comparator": get_args(Comparator)}
"""Fields with a fixed set of values."""

_NAMED = re.compile(r"(.*\S)\s*\((\w+)\)", re.DOTALL)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)

Record = dict[str, Any]


def correct(claim: AnyClaim, changes: Mapping[str, str], passage: Passage) -> AnyClaim:
    """The claim with some fields changed: validated, with its new id and fingerprint.

    Args:
        claim: The claim as it is.
        changes: New text of the fields that change; for a span ``start-end``, or its words.
        passage: The text around it.

    Raises:
        ClaimError: A change is not valid; the message says why.
    """
    known = fields_of(claim)
    before: Record = claim.model_dump(mode="json")
    record: Record = deepcopy(before)
    for name, text in changes.items():
        if name not in known:
            raise ClaimError(f"a {claim.kind} has no field {name!r} to change: {', '.join(known)}")
        if text.strip() == known[name]:
            continue
        if is_span(name):
            _change_span(record, name, text.strip(), passage)
        else:
            _change(record, name, text.strip(), passage)
    if record == before:
        return claim
    if claim.kind == "statement":
        record["content"] = [piece for piece in record["content"] if piece]
        offsets = [(piece["start"], piece["end"]) for piece in record["content"]]
        record["text"] = JOINT.join(piece["exact"] for piece in record["content"])
    else:
        offsets = [(record["span"]["start"], record["span"]["end"])]
        record["text"] = record["span"]["exact"]
    record["id"] = claim_id(record["article"]["sha256"], claim.kind, offsets)
    record["sentence"] = _sentence(claim, offsets, passage)
    record["fingerprint"] = fingerprint(record)
    try:
        return parse_claim(record, text=passage.text if passage.whole else None)
    except ValidationError as error:
        raise ClaimError(str(error.errors()[0]["msg"]).removeprefix("Value error, ")) from error


def _change(record: Record, name: str, text: str, passage: Passage) -> None:
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
    else:
        field = "said_on" if record["kind"] == "statement" else "period"
        record[field] = _parse_period(text, record, record[field], passage)


def _change_span(record: Record, name: str, text: str, passage: Passage) -> None:
    field, _, number = name.partition(".")
    span = None
    if text:
        bounds = span_bounds(text) if is_bounds(text) else _words_near(text, record, passage)
        span = passage.span(*bounds)
    if field == "content":
        record["content"][int(number or 1) - 1] = span
        if not any(record["content"]):
            raise ClaimError("a statement without content says nothing: reject it")
    elif field == "figure":
        if span is None:
            raise ClaimError("a figure needs words: reject it instead")
        record["span"] = span
    elif field == "measured":
        record["measured"] = span and {"text": " ".join(str(span["exact"]).split()), "span": span}
    elif field == "cue" and span is not None:
        old = record["cue"] or {"rest": [], "lemma": str(span["exact"]).lower(), "stance": "neutral"}
        record["cue"] = {**old, "span": span}
    else:
        record[field] = span


def _change_speaker(record: Record, text: str) -> None:
    old = record["speaker"] or {"name": "", "kind": "person", "role": None, "affiliation": None}
    if record["kind"] == "figure":
        if text:
            raise ClaimError("a figure has the speaker of its statement: correct that one, or leave it empty")
        record["speaker"] = record["statement"] = None
        return
    if not text:
        record["speaker"] = None
        return
    match = _NAMED.fullmatch(text)
    name, kind = (match[1], match[2]) if match else (text, old["kind"])
    if kind not in get_args(ClusterKind):
        raise ClaimError(f"a speaker is one of {' '.join(get_args(ClusterKind))}, not {kind!r}")
    same = old if name == old["name"] else {"role": None, "affiliation": None}
    record["speaker"] = {
        "name": name,
        "kind": kind,
        "role": same["role"],
        "affiliation": same["affiliation"],
        "resolved_by": "reviewer",
    }


def _parse_value(text: str) -> str | list[str] | None:
    numbers = [part.replace(",", "").strip() for part in re.split(r"\s+to\s+|\.\.", text)] if text else []
    for number in numbers:
        if not _NUMBER.fullmatch(number):
            raise ClaimError(f"{number!r} is not a number: 41000, 4.5, or 20 to 30")
    if len(numbers) > 2:
        raise ClaimError("a value has one number, or two: 20 to 30")
    return None if not numbers else numbers[0] if len(numbers) == 1 else numbers


def _parse_period(text: str, record: Record, old: Record | None, passage: Passage) -> Record | None:
    if not text:
        return None
    days, _, words = (part.strip() for part in text.partition("="))
    start, end = days_of(days)
    span = passage.span(*_words_near(words, record, passage)) if words else (old or {}).get("span")
    if span is None:
        raise ClaimError("say which words of the text name the period: 2025 = last year")
    same = old is not None and (start.isoformat(), end.isoformat()) == (old["start"], old["end"])
    return {
        "span": span,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "granularity": old["granularity"] if old and same else granularity_of(start, end),
    }


def place_of(words: str, at: int, passage: Passage) -> tuple[int, int]:
    """The occurrence of words nearest to an offset: ``[start, end)`` in the article.

    Raises:
        ClaimError: The words are not in the text.
    """
    here = max(0, at - passage.start)
    right, left = passage.text.find(words, here), passage.text.rfind(words, 0, here)
    if not words or (right < 0 and left < 0):
        raise ClaimError(f"{words!r} is not in the text")
    place = min((p for p in (left, right) if p >= 0), key=lambda p: abs(p - here)) + passage.start
    return place, place + len(words)


def _words_near(words: str, record: Record, passage: Passage) -> tuple[int, int]:
    """The occurrence of words nearest to the claim."""
    here = record["span" if record["kind"] == "figure" else "content"]
    return place_of(words, (here if isinstance(here, dict) else next(filter(None, here)))["start"], passage)


def _sentence(claim: AnyClaim, offsets: Sequence[tuple[int, int]], passage: Passage) -> str:
    """The sentence, extended if the content now reaches outside it."""
    bounds = passage.sentence_bounds(claim)
    if bounds is None or offsets == claim.offsets:
        return claim.sentence
    return passage.cut(min(bounds[0], offsets[0][0]), max(bounds[1], offsets[-1][1]))
