"""Searches the claims of a review for words, in short steps so that keys are handled in between."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass

import msgspec

from onrecord.review.claim_fields import ArticleName, SpeakerName
from onrecord.review.queue import Queue
from onrecord.sanitize import one_line

AROUND = 30
"""How many characters of an excerpt come before its hit."""
LONGEST = 300
"""How many characters an excerpt shows of the text after its hit, and of a claim."""


class Title(ArticleName, gc=False):
    """The article of a claim, with its title."""

    title: str | None = None


class Searched(msgspec.Struct, gc=False):
    """The fields of a claim that are searched."""

    text: str
    sentence: str
    rule: str
    id: str
    article: Title
    speaker: SpeakerName | None = None

    def fields(self) -> dict[str, str]:
        """Each field by its name."""
        return {
            "text": self.text,
            "speaker": self.speaker.name if self.speaker else "",
            "sentence": self.sentence,
            "title": self.article.title or "",
            "rule": self.rule,
            "id": self.id,
        }


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where a claim has the words: the field, and the text around them.

    If the field is the speaker, title, rule or id, ``after`` ends with the claim's text.
    """

    field: str
    before: str
    hit: str
    after: str


class Search:
    """The claims of the present view that have some words, from the one after the current, wrapping around.

    The words are searched for in text, sentence, speaker, title, rule and id, ignoring case.
    """

    def __init__(self, queue: Queue, wanted: str) -> None:
        self.wanted = wanted
        self.hits: list[int] = []
        """Rows of the claims found so far."""
        self.at = -1
        """Index of the hit last visited, -1 before the first."""
        self.looked = 0
        """How many claims have been searched."""
        self._claims = queue.claims
        self._rows = queue.rows
        self._start = queue.position + 1
        self._needle = wanted.casefold()
        self._quoted = json.dumps(self._needle, ensure_ascii=False)[1:-1]
        self._decoder = msgspec.json.Decoder(Searched)

    @property
    def total(self) -> int:
        """How many claims there are to search."""
        return len(self._rows)

    @property
    def done(self) -> bool:
        """Whether all claims have been searched."""
        return self.looked >= self.total

    def look(self, seconds: float = float("inf")) -> None:
        """Search more claims, for at most this many seconds."""
        end = time.monotonic() + seconds
        while not self.done and time.monotonic() < end:
            row = int(self._rows[(self._start + self.looked) % self.total])
            self.looked += 1
            if self._field(row):
                self.hits.append(row)

    def step(self, by: int) -> int | None:
        """The row of the hit ``by`` steps on, or back if negative, wrapping around; None without hits."""
        if not self.hits:
            return None
        self.at = (self.at + by) % len(self.hits) if self.at >= 0 or by > 0 else len(self.hits) - 1
        return self.hits[self.at]

    def place(self) -> str:
        """Which hit this is, of how many."""
        so_far = "" if self.done else " so far"
        return f"hit {self.at + 1:,} of {len(self.hits):,}{so_far}"

    def count(self) -> str:
        """How many hits there are, and in how many searched claims."""
        hits = f"{len(self.hits):,} hit{'' if len(self.hits) == 1 else 's'}"
        return f"{hits} in {self.looked:,}{'' if self.done else f' of {self.total:,}'} claims"

    def excerpt(self, row: int) -> Excerpt:
        """A hit as one line."""
        name, text = self._field(row) or ("", "")
        text = one_line(text)
        hits = found_in(text, self.wanted)
        start, end = hits[0] if hits else (0, 0)
        left = max(0, start - AROUND)
        before = ("…" if left else "") + text[left:start]
        after = text[end : end + LONGEST]
        if name not in ("text", "sentence"):
            after += "  " + one_line(self._decoder.decode(self._claims.line(row)).text[:LONGEST])
        return Excerpt(name, before, text[start:end], after)

    def _field(self, row: int) -> tuple[str, str] | None:
        """The first field that has the words, and its text."""
        line = self._claims.line(row)
        if self._quoted not in line.decode("utf-8", "replace").casefold():
            return None
        try:
            fields = self._decoder.decode(line).fields()
        except (msgspec.DecodeError, RecursionError):  # not a claim
            return None
        return next(((name, text) for name, text in fields.items() if self._needle in text.casefold()), None)


def found_in(text: str, wanted: str) -> list[tuple[int, int]]:
    """All ``[start, end)`` of words in a text, ignoring case."""
    return [match.span() for match in re.finditer(re.escape(wanted), text, re.IGNORECASE)] if wanted else []
