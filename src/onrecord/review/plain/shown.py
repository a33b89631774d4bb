"""What a review over plain lines prints: the current claim, its fields, and the keys."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.review.claimfile import AnyClaim
from onrecord.review.fields import fields_of, help_of
from onrecord.review.passages import Passage
from onrecord.review.queue import VIEWS
from onrecord.review.session import Session
from onrecord.review.summary import progress_line, standing_lines, state_words
from onrecord.review.view import article_of, heading_of, marks_of, named, pieces_of, rows_of, span_words
from onrecord.sanitize import one_line

KEYS = (
    ("a", "accept"),
    ("x", "reject"),
    ("s", "skip"),
    ("u", "take back the last decision"),
    ("e FIELD = VALUE", "correct a field and go on; several with ; between them"),
    ("e FIELD start|end +N|-N", "move a boundary by words and go on"),
    ("e", "the fields there are"),
    ("i statement|figure WORDS", "add a claim that was missed; fields after ;, as for e"),
    ("e FIELD ?", "what a field may be"),
    ("f", "flag, or take the flag off"),
    ("n TEXT", "write a note"),
    ("j, k", "the next, the one before"),
    ("p", "the next with the same speaker"),
    ("t", "the next in the same article"),
    ("g N", "go to claim N, or to one by its id"),
    ("/ TEXT", "go to the next claim with these words; how many there are"),
    (">, <", "the next of these, the one before"),
    ("1 ... 9", "show only: " + ", ".join(f"{n} {name}" for n, name in enumerate(VIEWS, start=1))),
    ("w", "why: the rule and the chain of mentions"),
    ("l", "the claim again"),
    ("?", "these keys"),
    ("q", "end"),
)


def claim_lines(session: Session) -> Iterator[str]:
    """The current claim: its text with roles in brackets, its fields, and earlier decisions on it."""
    claim = session.claim
    yield ""
    if claim is None:
        yield f"no claims to show ({session.queue.view})"
        return
    yield progress_line(session)
    yield f"claim {session.queue.position + 1} of {len(session.queue)} ({session.queue.view}), {claim.id}"
    yield f"text: {marked_text(session, claim)}"
    title, source = article_of(claim)
    yield f"kind: {heading_of(claim)}"
    for name, text in (*rows_of(claim), ("article", title), ("from", source)):
        yield f"{name}: {text}"
    yield from standing_lines(session)
    if words := state_words(session):
        yield f"so far: {words}"


def marked_text(session: Session, claim: AnyClaim) -> str:
    """The paragraphs around a claim on one line, with every role named in brackets."""
    marks = marks_of(claim, session.claims)
    passage = session.passage()
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    left = passage.text.rfind("\n", 0, first - passage.start) + 1
    right = passage.text.find("\n", last - passage.start)
    text = passage.text[left : right if right >= 0 else None]
    pieces = pieces_of(Passage(text, passage.start + left, False), marks)
    return one_line("".join(piece.text for piece in named(pieces)))


def field_lines(claim: AnyClaim) -> Iterator[str]:
    """The fields that can be corrected, each with its value and the values it accepts."""
    words = span_words(claim)
    for name, text in fields_of(claim).items():
        value, takes = one_line(words.get(name, text)) or "-", help_of(claim, name)
        yield f"  {name}: {value}" + (f"   ({takes})" if takes else "")


def help_lines() -> Iterator[str]:
    """Every key and its meaning."""
    for key, meaning in KEYS:
        yield f"  {key}: {meaning}"
