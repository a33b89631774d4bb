"""Review over plain lines: for screen readers, terminals that can do nothing else, and pipes.

A line is a key and what belongs to it. The end of the input is the end of the review.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from onrecord.errors import ClaimError
from onrecord.review.additions import Kind
from onrecord.review.corrections import place_of
from onrecord.review.fields import fields_of, help_of, is_span, span_bounds
from onrecord.review.queue import VIEWS
from onrecord.review.search import Search
from onrecord.review.session import Session
from onrecord.review.suggest import Suggestions
from onrecord.review.summary import PAST, closing_lines, done_line, progress_line, standing_lines, state_words
from onrecord.review.view import article_of, heading_of, marks_of, named, pieces_of, rows_of, span_words
from onrecord.review.why import chain_lines, rule_lines
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


class PlainReview:
    """Shows claims as lines and obeys lines.

    Args:
        session: The review.
        show: Prints a line.
    """

    def __init__(self, session: Session, show: Callable[[str], None]) -> None:
        self.session = session
        self._show = show
        self._keys: dict[str, Callable[[str], bool]] = {
            "a": lambda rest: self._decided(session.decide("accept")),
            "x": lambda rest: self._decided(session.decide("reject")),
            "s": lambda rest: self._decided(session.decide("skip")),
            "u": self._undo,
            "e": self._edit,
            "i": self._add,
            "f": self._flag,
            "n": self._note,
            "j": lambda rest: self._moved(session.queue.move(1), "this is the last one"),
            "k": lambda rest: self._moved(session.queue.move(-1), "this is the first one"),
            "p": lambda rest: self._moved(session.queue.next_with("speaker"), "no other with this speaker"),
            "t": lambda rest: self._moved(session.queue.next_with("article"), "no other in this article"),
            "g": self._go_to,
            "/": self._search,
            ">": lambda rest: self._hit(1),
            "<": lambda rest: self._hit(-1),
            "w": self._why,
            "l": lambda rest: True,
            "?": self._help,
            **{str(n): self._view for n in range(1, len(VIEWS) + 1)},
        }
        self._line = ""
        self._found: Search | None = None

    def run(self, lines: Iterable[str]) -> None:
        """Obey lines until the input ends or says so."""
        self._show("? and Enter shows the keys")
        self._show_claim()
        for raw in lines:
            self._line = raw.strip()
            if self._line == "q":
                break
            if self._line and self._obey(self._line[0], self._line[1:].strip()):
                self._show_claim()
        for line in closing_lines(self.session):
            self._show(line)

    def _obey(self, key: str, rest: str) -> bool:
        """Do what a line says; True where the claim is to be shown after it."""
        if key not in self._keys or (rest and key not in "engi/"):
            self._show(f"no such key: {one_line(self._line)}; ? shows them")
            return False
        if self.session.claim is None and key in "axsefnwli":
            self._show("there is no claim here")
            return False
        try:
            return self._keys[key](rest)
        except ClaimError as error:
            self._show(f"not done: {one_line(error)}")
            return False

    def _show_claim(self) -> None:
        for line in claim_lines(self.session):
            self._show(line)

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
        gone = self.session.undo()
        self._show(f"taken back: {PAST[gone.verdict]}" if gone else "nothing to take back")
        return gone is not None

    def _edit(self, rest: str) -> bool:
        claim = self.session.claim
        assert claim is not None
        known = fields_of(claim)
        if not rest:
            words = span_words(claim)
            for name, text in known.items():
                shown, takes = one_line(words.get(name, text)) or "-", help_of(claim, name)
                self._show(f"  {name}: {shown}" + (f"   ({takes})" if takes else ""))
            return False
        if rest.endswith("?") and "=" not in rest:
            return self._suggest(rest[:-1].strip())
        return self._decided(self.session.edit(self._changes(rest, known)))

    def _suggest(self, field: str) -> bool:
        row = self.session.queue.row
        assert row is not None
        found = Suggestions(self.session.claims, row, self.session.passage()).of(field, "")
        self._show(f"  {one_line(field)}: {', '.join(map(one_line, found)) or 'nothing to suggest'}")
        return False

    def _add(self, rest: str) -> bool:
        kind, _, rest = rest.partition(" ")
        words, _, fields = rest.partition(";")
        claim = self.session.claim
        assert claim is not None
        if kind not in get_args(Kind):
            raise ClaimError("i statement WORDS, or i figure WORDS")
        place = place_of(words.strip(), claim.offsets[0][0], self.session.passage())
        draft = self.session.draft("statement" if kind == "statement" else "figure", *place)
        self.session.add(draft, self._changes(fields, fields_of(draft)))
        self._show(done_line(self.session))
        return False

    def _changes(self, fields: str, known: dict[str, str]) -> dict[str, str]:
        """The fields that a line changes, with their new text."""
        changes: dict[str, str] = {}
        for part in filter(str.strip, fields.split(";")):
            name, equals, text = part.partition("=")
            if equals:
                changes[name.strip()] = text.strip()
            else:
                field, bounds = self._moved_span(part, known | changes)
                changes[field] = bounds
        return changes

    def _moved_span(self, part: str, known: dict[str, str]) -> tuple[str, str]:
        words = part.split()
        count = words[2] if len(words) == 3 else ""
        if not count.lstrip("+-").isdecimal() or words[1] not in ("start", "end"):
            raise ClaimError("e FIELD = VALUE, or e FIELD start +1, or e FIELD end -2")
        if words[0] not in known or not is_span(words[0]):
            raise ClaimError(f"{words[0]} is no span here; there is {', '.join(filter(is_span, known))}")
        start, end = self.session.passage().move(span_bounds(known[words[0]]), words[1], int(count))
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

    def _search(self, rest: str) -> bool:
        if not rest:
            self._show("/ and the words to look for")
            return False
        self._found = self.session.search(rest)
        self._found.look()
        if not self._found.hits:
            return self._moved(False, f"not found: {one_line(rest)}")
        self._show(f"{one_line(rest)}: {self._found.count()}")
        return self._hit(1)

    def _hit(self, step: int) -> bool:
        row = self._found.step(step) if self._found else None
        if self._found is None or row is None:
            return self._moved(False, "nothing was found; / searches")
        self._show(self._found.place())
        return self._moved(self.session.queue.go_to(row), "it is not among these")

    def _view(self, rest: str) -> bool:
        name = self.session.show(int(self._line))
        self._show(f"showing {name}: {len(self.session.queue)}")
        return True

    def _why(self, rest: str) -> bool:
        claim = self.session.claim
        assert claim is not None
        for line in (*rule_lines(claim), *chain_lines(claim, self.session.articles.find(claim))):
            self._show(f"  {line}")
        return False

    def _help(self, rest: str) -> bool:
        for key, what in KEYS:
            self._show(f"  {key}: {what}")
        return False


def claim_lines(session: Session) -> Iterator[str]:
    """The claim that is up, as lines: its text with the roles in brackets, its fields, what was decided."""
    claim = session.claim
    yield ""
    if claim is None:
        yield f"no claims to show ({session.queue.view})"
        return
    yield progress_line(session)
    yield f"claim {session.queue.position + 1} of {len(session.queue)} ({session.queue.view}), {claim.id}"
    yield f"text: {marked_text(session)}"
    title, source = article_of(claim)
    yield f"kind: {heading_of(claim)}"
    for name, text in (*rows_of(claim), ("article", title), ("from", source)):
        yield f"{name}: {text}"
    yield from standing_lines(session)
    if words := state_words(session):
        yield f"so far: {words}"


def marked_text(session: Session) -> str:
    """The paragraphs of the claim with every role named in brackets, on one line."""
    claim = session.claim
    assert claim is not None
    marks = marks_of(claim, session.claims)
    passage = session.passage()
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    left = passage.text.rfind("\n", 0, first - passage.start) + 1
    right = passage.text.find("\n", last - passage.start)
    near = type(passage)(passage.text[left : right if right >= 0 else None], passage.start + left, False)
    pieces = pieces_of(near, marks)
    return one_line("".join(piece.text for piece in named(pieces)))
