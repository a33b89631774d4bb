"""A small article with claims made by hand, as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from onrecord.claims import FigureClaim, StatementClaim, claim_id, fingerprint, parse_claim
from onrecord.claims.spans import span_record
from onrecord.review import Session
from onrecord.review.opening import Wanted, open_session

TEXT = (
    "Harbour master Ada Crane said on Monday that more than 40 boats were lost last year.\n"
    "“We will not let it happen again,” she added. A report by Tern Trust found 12 per cent "
    "of moorings unsafe, and that 300 people had signed a petition.\n"
    "Crane, who has run the harbour since 2011, wants the outer wall raised by a metre before the autumn "
    "gales. The council has put the work off twice.\n"
    "“Every spring somebody tells us the money is coming,” said Tobias Fell, a crab fisherman from Fenbury. "
    "“Then the weather turns and it goes on roads.”\n"
    "A spokeswoman for the council declined to say what the wall would cost. It will be discussed again in "
    "March."
)
Record = dict[str, Any]


def bounds(words: str, text: str = TEXT) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def base(kind: str, text: str, offsets: list[list[int]], article: Record, **more: Any) -> Record:
    record = {
        "schema_version": 1,
        "id": claim_id(article["sha256"], kind, [tuple(pair) for pair in offsets]),
        "fingerprint": "0" * 24,
        "kind": kind,
        "article": article,
        "text": " … ".join(text[start:end] for start, end in offsets),
        "sentence": TEXT.splitlines()[0],
        "confidence": 0.7,
        "rule": "statement.that",
        "pipeline": {"onrecord": "0", "model": "0"},
        **more,
    }
    record = parse_claim(record).model_dump(mode="json")
    record["fingerprint"] = fingerprint(record)
    return record


def article_record(ident: str, text: str = TEXT, **more: Any) -> Record:
    return {
        "id": ident,
        "sha256": sha256(text.encode()).hexdigest(),
        "title": "Boats lost",
        "published": "2026-02-10",
        "outlet": "The Fenbury Echo",
        "url": None,
        **more,
    }


def statement(article: Record, *words: str, source: str = "", speaker: str = "", **more: Any) -> Record:
    offsets = [bounds(one) for one in words]
    record = {
        "mode": "indirect",
        "content": [span_record(TEXT, pair) for pair in offsets],
        "cue": None,
        "source": span_record(TEXT, bounds(source)) if source else None,
        "speaker": {
            "name": speaker,
            "kind": "person",
            "role": None,
            "affiliation": None,
            "resolved_by": "name",
        }
        if speaker
        else None,
        "said_on": None,
        "negated": False,
        "hedges": [],
        "figures": [],
        **more,
    }
    return base("statement", TEXT, offsets, article, **record)


def figure(article: Record, words: str, value: Any, unit: str, **more: Any) -> Record:
    record = {
        "span": span_record(TEXT, bounds(words)),
        "value": value,
        "comparator": "=",
        "unit": unit,
        "figure_kind": "count",
        "measured": None,
        "change": "=",
        "per": None,
        "period": None,
        "place": None,
        "statement": None,
        "related": None,
        "speaker": None,
        "rule": "figure.count",
        **more,
    }
    return base("figure", TEXT, [bounds(words)], article, **record)


def sample_claims(ident: str = "boats.txt") -> list[Record]:
    """Five claims; the first statement holds the first figure."""
    article = article_record(ident)
    boats = figure(
        article,
        "more than 40 boats",
        40,
        "boat",
        comparator=">",
        measured={"text": "boats", "span": span_record(TEXT, bounds("boats"))},
        period={
            "span": span_record(TEXT, bounds("last year")),
            "start": "2025-01-01",
            "end": "2025-12-31",
            "granularity": "year",
        },
        confidence=0.9,
    )
    said = statement(
        article,
        "more than 40 boats were lost last year",
        source="Harbour master Ada Crane",
        cue={"span": span_record(TEXT, bounds("said")), "rest": [], "lemma": "say", "stance": "neutral"},
        speaker="Ada Crane",
        figures=[boats["id"]],
        confidence=0.95,
    )
    boats |= {"statement": said["id"], "speaker": said["speaker"]}
    boats["fingerprint"] = fingerprint(boats)
    sentence = TEXT.splitlines()[1]
    added = statement(
        article,
        "We will not let it happen again,",
        source="she",
        speaker="Ada Crane",
        mode="direct",
        sentence=sentence[: sentence.index(" A report")],
        confidence=0.55,
        rule="statement.quote_first",
    )
    report = sentence[sentence.index("A report") :]
    unsafe = figure(
        article, "12 per cent", 12, "percent", figure_kind="percent", sentence=report, confidence=0.6
    )
    signed = figure(article, "300 people", 300, "person", sentence=report, confidence=0.2)
    return [said, boats, added, unsafe, signed]


def write_claims(path: Path, records: Sequence[Record]) -> Path:
    lines = [
        json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
        for record in (checked(record) for record in records)
    ]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def checked(record: Record) -> Record:
    parse_claim(record)
    return record


@pytest.fixture(autouse=True)
def terminal_of_many_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the terminal the tests are run in."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def records() -> list[Record]:
    return sample_claims()


@pytest.fixture
def claims_path(tmp_path: Path, records: list[Record]) -> Path:
    """A file of the five claims, with their article beside it."""
    (tmp_path / "boats.txt").write_text(TEXT, encoding="utf-8")
    return write_claims(tmp_path / "claims.jsonl", records)


@pytest.fixture
def open_review(claims_path: Path) -> Iterator[Callable[..., Session]]:
    """Opens the file for a reviewer; everything is closed at the end."""
    opened: list[Session] = []

    def open_one(reviewer: str = "ann", **wanted: Any) -> Session:
        opened.append(open_session(wanted.pop("path", claims_path), reviewer, Wanted(**wanted)))
        return opened[-1]

    yield open_one
    for session in opened:
        session.close()


@pytest.fixture
def make() -> Any:
    """The makers above, for tests that need claims of their own."""

    class Make:
        article = staticmethod(article_record)
        statement = staticmethod(statement)
        figure = staticmethod(figure)
        claims = staticmethod(sample_claims)
        write = staticmethod(write_claims)
        text = TEXT

        @staticmethod
        def claim(record: Record) -> StatementClaim | FigureClaim:
            return parse_claim(record)

    return Make
