"""Processes one unit of work: reads its articles, extracts their claims, and builds a part file."""

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
from onrecord.run.parts import Item, PartWriter, digest_of, key_of
from onrecord.run.readdress import readdress
from onrecord.run.report import Report
from onrecord.run.result_cache import ResultCache
from onrecord.run.worklist import ITEMS, Unit

MAX_REMEMBERED = 20_000
"""Texts a process remembers to skip duplicates early; joining the parts catches the rest."""

Phase = Literal["find", "read", "process"]
"""The steps of handling an article: locating it in the input, reading it, and extracting claims."""
Place: TypeAlias = tuple[int, Phase]
"""Number of an article in its inputs, and the phase it is in."""
Blocked: TypeAlias = Mapping[Place, str]
"""Steps that must not be tried again because they ended a process, with the error message for each."""
ReadResult: TypeAlias = Article | Failure | Skipped | Item
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """An article that was located but not read yet."""

    ident: str
    """How to refer to it until it is read and has an id."""
    path: str
    entry: int
    """Index of its input in the unit."""
    read: Callable[[], ReadResult]


@dataclass(frozen=True, slots=True)
class Done:
    """The result of a unit."""

    unit: Unit
    data: bytes
    """The part file."""
    items: int
    report: Report

    @property
    def last(self) -> bool:
        """Whether this is the last unit of its inputs."""
        return not self.unit.large or self.items < ITEMS


@dataclass(slots=True)
class UnitProcessor:
    """Processes units one after the other.

    Args:
        run: Id of the run the parts belong to.
        options: How to read the inputs.
        seconds: Time limit per article.
        extract: Finds the claims of an article.
        on_step: Called with each step before it is tried.
        cache: Results of earlier runs.
    """

    run: str
    options: ReadOptions
    seconds: float
    extract: Extractor
    on_step: Callable[[Place], None] = lambda place: None
    cache: ResultCache | None = None
    _seen: OrderedDict[bytes, tuple[int, int]] = field(default_factory=OrderedDict)
    _batch: int = -1
    _at: int = 0
    _rows: Iterator[Row] = field(default_factory=lambda: iter(()))

    def __call__(self, unit: Unit, blocked: Blocked | None = None) -> Done | None:
        """Process a unit; returns None if its inputs end before it.

        Args:
            unit: The unit.
            blocked: Steps that must not be tried, by the number of the article in the inputs.

        Raises:
            MemoryError: Memory ran out. Another process must continue, as this one may not be able to free
                what it holds.
        """
        blocked = blocked or {}
        clock = time.process_time()
        if not self._seek(unit, blocked):
            return None
        part = PartWriter(self.run, name_of(unit))
        for row in self._rows:
            part.entry = row.entry
            item = self._read(row, blocked)
            if isinstance(item, Article):
                self._process(part, unit, item, blocked)
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

    def _seek(self, unit: Unit, blocked: Blocked) -> bool:
        """Move to the unit's first article; False if the inputs end before it."""
        if self._batch != unit.batch or self._at > unit.first or blocked:
            self._batch, self._at = unit.batch, 0
            self._rows = self._locate(unit, blocked)
        while self._at < unit.first:
            if next(self._rows, None) is None:
                self._batch = -1
                return False
            self._at += 1
        return True

    def _locate(self, unit: Unit, blocked: Blocked) -> Iterator[Row]:
        place = 0
        for index, entry in enumerate(unit.entries):
            if entry.failure is not None:
                yield Row(entry.path, entry.path, index, partial(_given, entry.failure))
                place += 1
                continue
            cached = self.cache.items(entry) if self.cache is not None else None
            if cached is not None:
                for item in cached:
                    yield Row(entry.path, entry.path, index, partial(_given, item))
                    place += 1
                continue
            source = entry.source()
            articles = read_later(source, self.options)
            number = 1
            while True:
                try:
                    read = self._guarded((place, "find"), blocked, partial(next, articles, None))
                except ArticleError as error:  # nothing more of this input can be located
                    failure = Failure(source.path, source.path, "read", type(error).__name__, str(error))
                    read, articles = partial(_given, failure), iter(())
                if read is None:
                    break
                ident = source.path if number == 1 else f"{source.path}:{number}"
                yield Row(ident, source.path, index, read)
                place, number = place + 1, number + 1

    def _read(self, row: Row, blocked: Blocked) -> ReadResult:
        try:
            return self._guarded((self._at, "read"), blocked, row.read)
        except Exception as error:  # a bug in one reader never stops a run
            return Failure(row.ident, row.path, "read", type(error).__name__, str(error))

    def _process(self, part: PartWriter, unit: Unit, article: Article, blocked: Blocked) -> None:
        here = (unit.batch, self._at)
        digest = bytes.fromhex(digest_of(article))
        if self._seen.setdefault(digest, here) < here:
            part.add_duplicate(article)
            return
        self._seen[digest] = here
        if len(self._seen) > MAX_REMEMBERED:
            self._seen.popitem(last=False)
        cached = self._cached(article)
        if cached is not None:
            part.copy(cached)
            return
        place: Place = (self._at, "process")
        self.on_step(place)
        if place in blocked:
            failure = Failure(article.id, article.path, "process", ArticleError.__name__, blocked[place])
            part.add(Outcome(article, [], [failure]))
        else:
            outcome = self._extract(article)
            if any(failure.error == MemoryError.__name__ for failure in outcome.failures):
                raise MemoryError
            part.add(outcome)

    def _cached(self, article: Article) -> Item | None:
        """The result of the same text in an earlier run, with this article's id and path."""
        if self.cache is None or article.unread is not None:
            return None
        item = self.cache.find(bytes.fromhex(key_of(article)))
        return None if item is None else readdress(item, article)

    def _extract(self, article: Article) -> Outcome:
        try:
            return self.extract(article)
        except Exception as error:  # for extractors that do not catch errors
            return Outcome(article, [], [failure_of(article, error)])

    def _guarded(self, place: Place, blocked: Blocked, call: Callable[[], T]) -> T:
        self.on_step(place)
        if place in blocked:
            raise ArticleError(blocked[place])
        with deadline(self.seconds):
            return call()


def name_of(unit: Unit) -> str:
    """The name of a unit in file names and part headers."""
    return f"{unit.batch:08}-{unit.block:08}"


def _given(result: ReadResult) -> ReadResult:
    return result
