"""Runs commands from lines, each a key and its arguments; the end of the input ends the review."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import get_args

from onrecord.errors import ClaimError
from onrecord.review.additions import Kind
from onrecord.review.corrections import place_of
from onrecord.review.fields import fields_of, is_span, span_bounds
from onrecord.review.plain.shown import claim_lines, field_lines, help_lines
from onrecord.review.queue import VIEWS
from onrecord.review.search import Search
from onrecord.review.session import Session
from onrecord.review.suggest import Suggestions
from onrecord.review.summary import PAST, closing_lines, done_line
from onrecord.review.why import mention_lines, rule_lines
from onrecord.sanitize import one_line

WITH_ARGUMENTS = "engi/"
"""Keys that may be followed by text."""
NEED_A_CLAIM = "axsefnwli"
"""Keys that need a current claim."""


class PlainReview:
    """Prints claims and runs commands.

    The method for a key takes the rest of the line and returns whether to print the current claim next.

    Args:
        session: The review.
        show: Prints a line.
    """

    def __init__(self, session: Session, show: Callable[[str], None]) -> None:
        self.session = session
        self._show = show
        queue = session.queue
        self._keys: dict[str, Callable[[str], bool]] = {
            "a": lambda rest: self._decided(session.decide("accept")),
            "x": lambda rest: self._decided(session.decide("reject")),
            "s": lambda rest: self._decided(session.decide("skip")),
            "u": self._undo,
            "e": self._edit,
            "i": self._add,
            "f": self._flag,
            "n": self._note,
            "j": lambda rest: self._moved(queue.move(1), "this is the last one"),
            "k": lambda rest: self._moved(queue.move(-1), "this is the first one"),
            "p": lambda rest: self._moved(queue.next_with("speaker"), "no other with this speaker"),
            "t": lambda rest: self._moved(queue.next_with("article"), "no other in this article"),
            "g": self._go_to,
            "/": self._find,
            ">": lambda rest: self._go_to_hit(1),
            "<": lambda rest: self._go_to_hit(-1),
            "w": self._why,
            "l": lambda rest: True,
            "?": lambda rest: self._print(help_lines()),
            **{str(n): self._view for n in range(1, len(VIEWS) + 1)},
        }
        self._line = ""
        self._search: Search | None = None

    def run(self, lines: Iterable[str]) -> None:
        """Run commands until the input ends or a line is ``q``."""
        self._show("? and Enter shows the keys")
        self._print(claim_lines(self.session))
        for raw in lines:
            self._line = raw.strip()
            if self._line == "q":
                break
            if self._line and self._obey(self._line[0], self._line[1:].strip()):
                self._print(claim_lines(self.session))
        self._print(closing_lines(self.session))

    def _obey(self, key: str, rest: str) -> bool:
        if key not in self._keys or (rest and key not in WITH_ARGUMENTS):
            self._show(f"no such key: {one_line(self._line)}; ? shows them")
            return False
        if self.session.claim is None and key in NEED_A_CLAIM:
            self._show("there is no claim here")
            return False
        try:
            return self._keys[key](rest)
        except ClaimError as error:
            self._show(f"not done: {one_line(error)}")
            return False

    def _print(self, lines: Iterable[str]) -> bool:
        for line in lines:
            self._show(line)
        return False

    def _decided(self, more: bool) -> bool:
        self._show(done_line(self.session))
        if not more:
            self._show("all done here")
        return more

    def _moved(self, moved: bool, otherwise: str) -> bool:
        if not moved:
            self._show(otherwise)
        return moved

    def _undo(self, rest: str) -> bool:
        undone = self.session.undo()
        self._show(f"taken back: {PAST[undone.verdict]}" if undone else "nothing to take back")
        return undone is not None

    def _edit(self, rest: str) -> bool:
        claim = self.session.claim
        assert claim is not None
        if not rest:
            return self._print(field_lines(claim))
        if rest.endswith("?") and "=" not in rest:
            return self._suggest(rest[:-1].strip())
        return self._decided(self.session.edit(self._changes(rest, fields_of(claim))))

    def _suggest(self, field: str) -> bool:
        row = self.session.queue.row
        assert row is not None
        values = Suggestions(self.session.claims, row, self.session.passage()).of(field, "")
        self._show(f"  {one_line(field)}: {', '.join(map(one_line, values)) or 'nothing to suggest'}")
        return False

    def _add(self, rest: str) -> bool:
        kind, _, rest = rest.partition(" ")
        words, _, fields = rest.partition(";")
        claim = self.session.claim
        assert claim is not None
        if kind not in get_args(Kind):
            raise ClaimError("i statement WORDS, or i figure WORDS")
        start, end = place_of(words.strip(), claim.offsets[0][0], self.session.passage())
        draft = self.session.draft("statement" if kind == "statement" else "figure", start, end)
        self.session.add(draft, self._changes(fields, fields_of(draft)))
        self._show(done_line(self.session))
        return False

    def _changes(self, text: str, fields: dict[str, str]) -> dict[str, str]:
        """Parse ``FIELD = VALUE`` and ``FIELD end -2``, separated by semicolons, into new values."""
        changes: dict[str, str] = {}
        for part in filter(str.strip, text.split(";")):
            name, equals, value = part.partition("=")
            if equals:
                changes[name.strip()] = value.strip()
            else:
                field, bounds = self._moved_span(part, fields | changes)
                changes[field] = bounds
        return changes

    def _moved_span(self, text: str, fields: dict[str, str]) -> tuple[str, str]:
        words = text.split()
        count = words[2] if len(words) == 3 else ""
        if not count.lstrip("+-").isdecimal() or words[1] not in ("start", "end"):
            raise ClaimError("e FIELD = VALUE, or e FIELD start +1, or e FIELD end -2")
        if words[0] not in fields or not is_span(words[0]):
            raise ClaimError(f"{words[0]} is not a span here; there is {', '.join(filter(is_span, fields))}")
        start, end = self.session.passage().move(span_bounds(fields[words[0]]), words[1], int(count))
        return words[0], f"{start}-{end}"

    def _flag(self, rest: str) -> bool:
        self.session.flag()
        self._show("flagged" if self.session.flagged else "flag taken off")
        return False

    def _note(self, rest: str) -> bool:
        self.session.note(rest)
        self._show("noted" if rest else "n and the text of the note, on one line")
        return False

    def _go_to(self, rest: str) -> bool:
        return self._moved(self.session.queue.go_to_number(rest), f"no claim {one_line(rest)} here")

    def _find(self, rest: str) -> bool:
        if not rest:
            self._show("/ and the words to look for")
            return False
        self._search = self.session.search(rest)
        self._search.look()
        if not self._search.hits:
            return self._moved(False, f"not found: {one_line(rest)}")
        self._show(f"{one_line(rest)}: {self._search.count()}")
        return self._go_to_hit(1)

    def _go_to_hit(self, step: int) -> bool:
        row = self._search.step(step) if self._search else None
        if self._search is None or row is None:
            return self._moved(False, "nothing was found; / searches")
        self._show(self._search.place())
        return self._moved(self.session.queue.go_to(row), "it is not among these")

    def _view(self, rest: str) -> bool:
        name = self.session.show(int(self._line))
        self._show(f"showing {name}: {len(self.session.queue)}")
        return True

    def _why(self, rest: str) -> bool:
        claim = self.session.claim
        assert claim is not None
        article = self.session.articles.find(claim)
        return self._print(f"  {line}" for line in (*rule_lines(claim), *mention_lines(claim, article)))
