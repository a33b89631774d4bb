"""Claims made by hand, on texts that make life hard for formats."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from claim_records import Record, article_record, figure_record, span_of, speaker_record, statement_record

from onrecord.claims import FigureClaim, StatementClaim, parse_claim
from onrecord.claims.spans import span_record
from onrecord.exports.material import Material
from onrecord.run import ArticleTexts, Origins

AnyClaim = StatementClaim | FigureClaim

HARBOUR = (
    "Harbour master Ada Crane said “the pier 🛟 is safe”, she added, “and:\nso is the quay”.\n"
    "She told Bo Lind on Monday that Lind owed between 3 and 4.5 tonnes of fish. =SUM(A1) 'quoted'"
)
HOSTILE = "=cmd|' /C calc'!A0 said \u202eor\x1b[31m <b>& \"x\",\n@evil would rise -3 % to \t+1."


class Maker:
    """Claims on one article."""

    def __init__(self, ident: str, text: str, **about: Any) -> None:
        self.text = text
        self.article = article_record(ident, text, **about)

    def span(self, words: str) -> Record:
        return span_of(self.text, words)

    def at(self, start: int, end: int) -> Record:
        return span_record(self.text, [start, end])

    def statement(self, *content: Record, **fields: Any) -> AnyClaim:
        return self._claim(statement_record(self.article, content, **self._common() | fields))

    def figure(self, span: Record, value: Any, **fields: Any) -> AnyClaim:
        return self._claim(figure_record(self.article, span, value, **self._common() | fields))

    def _common(self) -> Record:
        return {"sentence": self.text[:200], "confidence": 0.87}

    def _claim(self, record: Record) -> AnyClaim:
        return parse_claim(record, text=self.text)


def made() -> dict[str, list[AnyClaim]]:
    """Claims by the text they are on."""
    one = Maker("harbour.txt", HARBOUR, title="Pier 'safe'", published="2026-02-10", outlet="The Alden Post")
    monday = {"span": one.span("Monday"), "start": "2026-02-09", "end": "2026-02-09", "granularity": "day"}
    crane = speaker_record(
        "Ada Crane", role="harbour master", affiliation="Wenlow Bay Authority", resolved_by="name"
    )
    split = one.statement(
        one.span("the pier 🛟 is safe"),
        one.span("and:\nso is the quay"),
        mode="direct",
        cue={
            "span": one.span("said"),
            "rest": [one.span("added")],
            "lemma": "say",
            "stance": "factive",
        },
        source=one.span("Harbour master Ada Crane"),
        speaker=crane,
    )
    owed = one.span("Lind owed between 3 and 4.5 tonnes of fish")
    tonnes = one.figure(
        one.span("between 3 and 4.5 tonnes of fish"),
        [3, 4.5],
        unit="tonne",
        figure_kind="other",
        measured={"text": "fish", "span": one.span("fish")},
        period=monday,
        place=one.span("quay"),
    )
    told = one.statement(
        owed,
        cue={"span": one.span("told"), "rest": [], "lemma": "tell", "stance": "neutral"},
        source=one.span("She"),
        speaker={**crane, "resolved_by": "pronoun"},
        said_on=monday,
        negated=True,
        hedges=[one.span("owed")],
        figures=[tonnes.id],
    )
    tonnes = one.figure(
        tonnes.span.model_dump(),
        [3, 4.5],
        **{key: tonnes.model_dump(mode="json")[key] for key in ("unit", "figure_kind", "measured", "period")},
        place=one.span("quay"),
        statement=told.id,
        speaker={**crane, "resolved_by": "pronoun"},
    )
    lind = one.statement(one.span("=SUM(A1)"), speaker=speaker_record("Bo Lind"))
    quoted = one.statement(one.span("'quoted'"), speaker=speaker_record("Pier Board", "organization"))
    two = Maker("hostile.txt", HOSTILE, title="=1+1", outlet="\t@x", url="https://example.org/?a=<b>&c='d'")
    hostile = two.statement(two.span("@evil would rise"), source=two.span("=cmd|' /C calc'!A0"))
    numbers = [
        two.figure(two.span("-3 %"), -3, unit="percent", figure_kind="percent", change="up"),
        two.figure(two.span("+1"), "0.12345678901234567890", per="@week"),
        two.figure(two.span("31"), None, comparator="~"),
        two.figure(two.span("0"), [24, 19], figure_kind="score", unit="=vote"),
    ]
    return {HARBOUR: [split, told, tonnes, lind, quoted], HOSTILE: [hostile, *numbers]}


@pytest.fixture(scope="session")
def maker() -> type[Maker]:
    return Maker


@pytest.fixture(scope="session")
def claims() -> list[AnyClaim]:
    return [claim for group in made().values() for claim in group]


@pytest.fixture
def folder(tmp_path: Path, claims: list[AnyClaim]) -> Path:
    """A folder with the claims and the articles they were made from."""
    for text, group in made().items():
        (tmp_path / group[0].article.id).write_bytes(text.encode())
    lines = "".join(claim.model_dump_json() + "\n" for claim in claims)
    (tmp_path / "claims.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


@pytest.fixture
def material(tmp_path: Path, claims: list[AnyClaim]) -> Callable[[], Material]:
    """Fresh material each time, since it is read once; JSONL keeps every character of the texts."""
    rows = [{"id": group[0].article.id, "text": text} for text, group in made().items()]
    articles = tmp_path / "articles.jsonl"
    articles.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return lambda: Material(iter(claims), ArticleTexts(Origins(folders=[articles])))
