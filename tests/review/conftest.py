"""A small article with claims made by hand, as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from claim_records import (
    Record,
    article_record,
    figure_record,
    span_of,
    speaker_record,
    statement_record,
)

from onrecord.claims import FigureClaim, StatementClaim, fingerprint, parse_claim
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


COMMON = {
    "sentence": TEXT.splitlines()[0],
    "confidence": 0.7,
    "pipeline": {"onrecord": "0", "model": "0"},
}


def boats_article(ident: str, text: str = TEXT, **more: Any) -> Record:
    about = {"title": "Boats lost", "published": "2026-02-10", "outlet": "The Fenbury Echo"}
    return article_record(ident, text, **about | more)


def statement(article: Record, *words: str, source: str = "", speaker: str = "", **more: Any) -> Record:
    fields = {
        "source": span_of(TEXT, source) if source else None,
        "speaker": speaker_record(speaker) if speaker else None,
    }
    return complete(
        statement_record(article, [span_of(TEXT, one) for one in words], **COMMON | fields | more)
    )


def figure(article: Record, words: str, value: Any, unit: str, **more: Any) -> Record:
    return complete(figure_record(article, span_of(TEXT, words), value, unit, **COMMON | more))


def complete(record: Record) -> Record:
    """With the fields that have a default."""
    record = parse_claim(record).model_dump(mode="json")
    return {**record, "fingerprint": fingerprint(record)}


def sample_claims(ident: str = "boats.txt") -> list[Record]:
    """Five claims; the first statement holds the first figure."""
    article = boats_article(ident)
    boats = figure(
        article,
        "more than 40 boats",
        40,
        "boat",
        comparator=">",
        measured={"text": "boats", "span": span_of(TEXT, "boats")},
        period={
            "span": span_of(TEXT, "last year"),
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
        cue={"span": span_of(TEXT, "said"), "rest": [], "lemma": "say", "stance": "neutral"},
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
        article = staticmethod(boats_article)
        statement = staticmethod(statement)
        figure = staticmethod(figure)
        claims = staticmethod(sample_claims)
        write = staticmethod(write_claims)
        text = TEXT

        @staticmethod
        def claim(record: Record) -> StatementClaim | FigureClaim:
            return parse_claim(record)

    return Make
