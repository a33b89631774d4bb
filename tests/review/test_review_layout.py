"""Lines are no wider than the screen, lose no word, and do not take long."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from onrecord.review import Session
from onrecord.review.passages import Passage
from onrecord.review.view import Mark, Piece, marks_of, named, pieces_of, rows_of, shortened
from onrecord.review.windows.layout import wrap

TEXTS = st.text(st.sampled_from("ab ü東京\n-’ "), max_size=25)
PIECES = st.lists(st.builds(Piece, TEXTS, st.sampled_from(["", "cue", "content"])), max_size=8)


@given(PIECES, st.integers(2, 30))
def test_lines_fit_and_nothing_is_lost(pieces: list[Piece], width: int) -> None:
    laid = wrap(pieces, width)
    lines = ["".join(piece.text for piece in line) for line in laid.lines]
    assert all(cell_len(line.rstrip()) <= width for line in lines)
    whole = "".join(piece.text for piece in pieces)
    assert "".join("".join(lines).split()) == "".join(whole.split())
    for role in ("cue", "content"):
        shown = "".join(piece.text for line in laid.lines for piece in line if piece.role == role)
        meant = "".join(piece.text for piece in pieces if piece.role == role)
        assert "".join(shown.split()) == "".join(meant.split())


def test_a_word_across_two_roles_is_not_broken() -> None:
    lines = wrap([Piece("he said “", ""), Piece("never", "content"), Piece("”.", "")], 10).lines
    assert [[piece.text for piece in line] for line in lines] == [["he said"], ["“", "never", "”."]]


def test_the_line_the_claim_begins_on() -> None:
    assert wrap([Piece("one two three ", ""), Piece("four", "cue")], 5).first == 3


def test_names_of_roles_stand_beside_the_words() -> None:
    assert "".join(piece.text for piece in named([Piece("a", ""), Piece(" b ", "cue")])) == "a [cue: b] "


def test_of_two_stretches_that_meet_the_shorter_one_shows() -> None:
    text = "Ada said over 40 boats sank."
    marks = [
        Mark(*one) for one in (("figure", 9, 22), ("measured", 17, 22), ("content", 9, 27), ("cue", 4, 8))
    ]
    pieces = pieces_of(Passage(text, 0, True), marks)
    assert [(piece.text, piece.role) for piece in pieces if piece.marked] == [
        ("said", "cue"),
        ("over 40 ", "figure"),
        ("boats", "measured"),
        (" sank", "content"),
    ]


def test_stretches_with_one_role_are_one() -> None:
    marks = [Mark("figure", 0, 5), Mark("figure", 3, 8)]
    assert pieces_of(Passage("over forty", 0, True), marks)[0] == Piece("over for", "figure")


def test_long_values_are_cut() -> None:
    assert shortened("a" * 1000) == "a" * 1000
    assert shortened("a" * 1001) == "a" * 1000 + " …"
    assert shortened(" " * 5000 + "b") == " …"


@pytest.mark.parametrize("text", ["a" * 400_000, "a " * 200_000, "“" * 400_000, "a\n" * 200_000])
def test_of_an_enormous_claim_a_part_is_shown(
    open_review: Callable[..., Session], tmp_path: Path, make: Any, text: str
) -> None:
    from hashlib import sha256

    from onrecord.claims import claim_id, fingerprint
    from onrecord.claims.spans import span_record

    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    record = make.statement(make.article("long.txt"), "We will not let it happen again,")
    end = len(text) - 1
    record["article"]["sha256"] = sha256(text.encode()).hexdigest()
    record["content"] = [span_record(text, [0, end])]
    record["text"] = text[:end]
    record["sentence"] = text
    record["id"] = claim_id(record["article"]["sha256"], "statement", [(0, end)])
    record["fingerprint"] = fingerprint(record)
    path = tmp_path / "long.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    session = open_review(path=path)
    assert session.claim
    laid = wrap(pieces_of(session.passage(), marks_of(session.claim)), 40)
    assert 0 < len(laid.lines) < 40_000
    assert sum(len(piece.text) for line in laid.lines for piece in line) < 40_000
    assert sum(len(value) for _, value in rows_of(session.claim)) < 20_000
    moved = session.passage().move((0, end), "end", -1)
    assert 0 < moved[1] <= end
