from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.wordpiece import BREAK, MOST, SOFT, UNKNOWN, WordPiece, case_of

VOCABULARY = [f"[unused{n}]" for n in range(UNKNOWN)] + ["[UNK]", "[CLS]", "[SEP]"]
VOCABULARY += ["harbour", "har", "##bour", "##s", "cafe", "-", "'", "s", "中", "a", "##a", "!"]
NUMBER = {piece: number for number, piece in enumerate(VOCABULARY)}


def pieces(word: str) -> list[str]:
    return [VOCABULARY[number] for number in WordPiece(VOCABULARY)(word)[0]]


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("harbour", ["harbour"]),
        ("HARBOURS", ["harbour", "##s"]),
        ("Café", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("har-bour", ["har", "-", "[UNK]"]),
        ("'s", ["'", "s"]),
        ("中中", ["中", "中"]),
        ("zzz", ["[UNK]"]),
        ("a" * 101, ["[UNK]"]),
        ("a\u200da", ["a", "##a"]),
        ("\u0000", ["[UNK]"]),
        ("\n\n", ["[unused1]"]),
        ("  ", ["[unused2]"]),
        ("\u00a0", ["[unused2]"]),
    ],
)
def test_pieces(word: str, wanted: list[str]) -> None:
    assert pieces(word) == wanted


def test_white_space_has_its_own_pieces() -> None:
    split = WordPiece(VOCABULARY)
    assert split("\r\n") == ((BREAK,), 0)
    assert split("\t") == ((SOFT,), 0)


def test_a_word_is_cut_short() -> None:
    assert pieces("!" * 5000) == ["!"] * MOST


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("12", 0),
        ("—", 0),
        ("bay", 1),
        ("Bay", 2),
        ("A", 2),
        ("BAY", 3),
        ("McBay", 4),
        ("iBay", 4),
        ("É", 2),
        ("中", 4),
    ],
)
def test_case(word: str, case: int) -> None:
    assert case_of(word) == case


@given(st.text(min_size=1, max_size=40))
def test_any_word_gives_some_pieces_and_the_same_ones_again(word: str) -> None:
    split = WordPiece(VOCABULARY, keep=3)
    ids, case = split(word)
    assert 1 <= len(ids) <= MOST
    assert 0 <= case < 5
    for other in ("x", "y", "z", "w"):
        split(other)
    assert split(word) == (ids, case)
