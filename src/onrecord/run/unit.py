"""One unit of work: its articles read and processed, as a part file. The same in every engine."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, TypeAlias, TypeVar

from onrecord.errors import ArticleError
from onrecord.readers import Article, Failure, ReadOptions, Skipped, read_later
from onrecord.run.article import Outcome, failure_of
from onrecord.run.deadline import deadline
from onrecord.run.extractor import Extractor
from onrecord.run.kept import Kept
from onrecord.run.parts import Item, PartWriter, digest_of, key_of
from onrecord.run.readdress import readdress
from onrecord.run.report import Report
from onrecord.run.worklist import ITEMS, Unit

REMEMBERED = 20_000
"""Texts a process remembers, so as not to work on the same one again; joining the parts finds the others."""

Phase = Literal["find", "read", "process"]
"""What is done with an article: finding where it begins, reading it, and extracting."""
Place: TypeAlias = tuple[int, Phase]
"""Number of an article in its inputs, and what is done with it."""
Bad: TypeAlias = Mapping[Place, str]
"""What must not be tried again, because the process that tried it ended, with the message."""
Made: TypeAlias = Article | Failure | Skipped | Item
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """An article that was found and not read yet."""

    ident: str
    """What to call it until it has a name."""
    path: str
    entry: int
    """Which of the unit's inputs it is from."""
    make: Callable[[], Made]


@dataclass(frozen=True, slots=True)
class Done:
    """A unit that is done."""

    unit: Unit
    data: bytes
    """The part file."""
    items: int
    report: Report

    @property
    def last(self) -> bool:
        """Whether its inputs have no further unit."""
        return not self.unit.large or self.items < ITEMS


@dataclass(slots=True)
class UnitProcessor:
    """Works on units, one after the other.

    Args:
        run: Which run the parts belong to.
        options: How to read the inputs.
        seconds: The longest time for one article.
        extract: What finds the claims.
        watch: Told what comes next, before it is tried.
        kept: What earlier runs found.
    """

    run: str
    options: ReadOptions
    seconds: float
    extract: Extractor
    watch: Callable[[Place], None] = lambda place: None
    kept: Kept | None = None
    _seen: OrderedDict[bytes, tuple[int, int]] = field(default_factory=OrderedDict)
    _batch: int = -1
    _at: int = 0
    _rows: Iterator[Row] = field(default_factory=lambda: iter(()))

    def __call__(self, unit: Unit, bad: Bad | None = None) -> Done | None:
        """The part of a unit; None where the inputs end before it.

        Args:
            unit: The unit.
            bad: What must not be tried, by the number of an article in the inputs.

        Raises:
            MemoryError: Memory ran out. What this process holds may not come free: another one must go on.
        """
        bad = bad or {}
        clock = time.process_time()
        if not self._go_to(unit, bad):
            return None
        part = PartWriter(self.run, name_of(unit))
        for row in self._rows:
            part.entry = row.entry
            item = self._read(row, bad)
            if isinstance(item, Article):
                self._process(part, unit, item, bad)
            elif isinstance(item, Failure) and item.error == MemoryError.__name__:
                raise MemoryError
            elif isinstance(item, Failure):
                part.add(Outcome(None, [], [item]))
            else:
                part.copy(item)
            self._at += 1
            if unit.large and self._at == unit.first + ITEMS:
                break
        items = self._at - unit.first
        return Done(unit, part.bytes(items, time.process_time() - clock), items, part.report)

    def _go_to(self, unit: Unit, bad: Bad) -> bool:
        """Stand before the unit's first article, passing over those before it; False where there are less."""
        if self._batch != unit.batch or self._at > unit.first or bad:
            self._batch, self._at = unit.batch, 0
            self._rows = self._find(unit, bad)
        while self._at < unit.first:
            if next(self._rows, None) is None:
                self._batch = -1
                return False
            self._at += 1
        return True

    def _find(self, unit: Unit, bad: Bad) -> Iterator[Row]:
        place = 0
        for at, entry in enumerate(unit.entries):
            if entry.failure is not None:
                yield Row(entry.path, entry.path, at, partial(_given, entry.failure))
                place += 1
                continue
            known = self.kept.items(entry) if self.kept is not None else None
            if known is not None:
                for item in known:
                    yield Row(entry.path, entry.path, at, partial(_given, item))
                    place += 1
                continue
            source = entry.source()
            rows = read_later(source, self.options)
            number = 1
            while True:
                try:
                    make = self._guarded((place, "find"), bad, partial(next, rows, None))
                except ArticleError as error:  # nothing more of this input can be found
                    failure = Failure(source.path, source.path, "read", type(error).__name__, str(error))
                    make, rows = partial(_given, failure), iter(())
                if make is None:
                    break
                ident = source.path if number == 1 else f"{source.path}:{number}"
                yield Row(ident, source.path, at, make)
                place, number = place + 1, number + 1

    def _read(self, row: Row, bad: Bad) -> Made:
        try:
            return self._guarded((self._at, "read"), bad, row.make)
        except Exception as error:  # the boundary: a fault in one reader never stops a run
            return Failure(row.ident, row.path, "read", type(error).__name__, str(error))

    def _process(self, part: PartWriter, unit: Unit, article: Article, bad: Bad) -> None:
        here = (unit.batch, self._at)
        digest = bytes.fromhex(digest_of(article))
        if self._seen.setdefault(digest, here) < here:
            part.add_again(article)
            return
        self._seen[digest] = here
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        known = self.kept.find(bytes.fromhex(key_of(article))) if self.kept is not None else None
        known = readdress(known, article) if known is not None and article.unread is None else None
        if known is not None:
            part.copy(known)
            return
        place: Place = (self._at, "process")
        self.watch(place)
        if place in bad:
            failure = Failure(article.id, article.path, "process", ArticleError.__name__, bad[place])
            part.add(Outcome(article, [], [failure]))
        else:
            outcome = self._extract(article)
            if any(failure.error == MemoryError.__name__ for failure in outcome.failures):
                raise MemoryError
            part.add(outcome)

    def _extract(self, article: Article) -> Outcome:
        try:
            return self.extract(article)
        except Exception as error:  # the boundary, for extractors that have none
            return Outcome(article, [], [failure_of(article, error)])

    def _guarded(self, place: Place, bad: Bad, call: Callable[[], T]) -> T:
        self.watch(place)
        if place in bad:
            raise ArticleError(bad[place])
        with deadline(self.seconds):
            return call()


def name_of(unit: Unit) -> str:
    """What a unit is called."""
    return f"{unit.batch:08}-{unit.block:08}"


def _given(made: Made) -> Made:
    return made
