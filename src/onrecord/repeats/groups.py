"""Groups claims, and answers queries about the groups."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.repeats.agreeing import agree
from onrecord.repeats.archive import Archive
from onrecord.repeats.changes import what_changed
from onrecord.repeats.compared import ComparedClaim
from onrecord.repeats.quotations import group_quotations
from onrecord.repeats.results import MOST_PLACES, Heard, Place, Repeat, Role, Seen, Version
from onrecord.repeats.versions import group_versions

_SEEN = "s.id, s.kind, s.said, s.outlets, s.articles, s.claims, s.first, s.house"


class Repeats:
    """What articles have in common. Use it as a context manager, since it has a temporary file.

    Args:
        claims: Claims in file order, those of one article together.
    """

    def __init__(self, claims: Iterable[ComparedClaim]) -> None:
        self._archive = Archive()
        try:
            self._archive.add(claims)
            group_versions(self._archive)
            group_quotations(self._archive)
            self._group()
        except BaseException:
            self._archive.close()
            raise

    def __enter__(self) -> Repeats:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Delete the temporary file."""
        self._archive.close()

    @property
    def _base(self) -> sqlite3.Connection:
        return self._archive.base

    def each(self) -> Iterator[Seen | None]:
        """The group of each claim, in input order; None if it is in none."""
        query = (
            f"SELECT {_SEEN} FROM claims LEFT JOIN seen s ON s.leader = claims.source ORDER BY claims.number"
        )
        for row in self._base.execute(query):
            yield Seen(*row) if row[0] is not None else None

    def members(self) -> Iterator[tuple[str, str]]:
        """Pairs of group id and claim id, group by group."""
        query = "SELECT s.id, c.id FROM seen s JOIN claims c ON c.source = s.leader ORDER BY s.id, c.id"
        yield from self._base.execute(query)

    def seen(self, kind: str = "", most: int = -1) -> Iterator[Seen]:
        """The groups, by number of outlets, then of articles, then by first day."""
        query = f"SELECT {_SEEN} FROM seen s WHERE ? IN ('', s.kind) {_ORDER} LIMIT ?"
        for row in self._base.execute(query, (kind, most)):
            yield Seen(*row)

    def repeats(self, kind: str = "", most: int = -1) -> Iterator[Repeat]:
        """The same with their claims."""
        for seen in self.seen(kind, most):
            (leader,) = self._base.execute("SELECT leader FROM seen WHERE id = ?", (seen.id,)).fetchone()
            yield Repeat(seen, agree(self._base, leader, seen.kind), list(self._places(leader)))

    def versions(self) -> Iterator[list[Version]]:
        """Groups of versions of an article, each by day."""
        works = (
            "SELECT work FROM articles GROUP BY work HAVING count(*) > 1"
            " ORDER BY min(published) IS NULL, min(published), min(id)"
        )
        query = (
            "SELECT number, id, sha256, title, outlet, published, url FROM articles WHERE work = ?"
            " ORDER BY published IS NULL, published, id, sha256 LIMIT ?"
        )
        for (work,) in self._base.execute(works).fetchall():
            group: list[Version] = []
            before: list[str] | None = None
            for number, *about in self._base.execute(query, (work, MOST_PLACES)).fetchall():
                said = "SELECT said FROM sentences WHERE article = ? ORDER BY start"
                after = [text for (text,) in self._base.execute(said, (number,))]
                changed = [] if before is None else list(what_changed(before, after))
                group.append(replace(Version(*about), changed=changed))
                before = after
            yield group

    def voices(self, most: int = -1, *, apart: bool = False) -> Iterator[Heard]:
        """Speakers with names and roles over time, by number of claims.

        Args:
            most: How many; all by default.
            apart: Include those known in one article only.
        """
        query = (
            "SELECT key, kind, max(place), sum(n) FROM voices WHERE apart <= ? GROUP BY key"
            " ORDER BY sum(n) DESC, key LIMIT ?"
        )
        roles = (
            "SELECT name, role, first, last, n FROM voices WHERE key = ?"
            " ORDER BY first IS NULL, first, n DESC, name, role LIMIT ?"
        )
        for key, kind, place, claims in self._base.execute(query, (apart, most)).fetchall():
            roles_held = [Role(*row) for row in self._base.execute(roles, (key, MOST_PLACES))]
            yield Heard(key, _fullest(roles_held), kind, place, claims, roles_held)

    def groups(self) -> Iterator[Repeat]:
        """All groups by id, without their claims."""
        for leader, *row in self._base.execute(f"SELECT s.leader, {_SEEN} FROM seen s ORDER BY s.id"):
            seen = Seen(*row)
            yield Repeat(seen, agree(self._base, leader, seen.kind), [])

    def spoken(self) -> Iterator[tuple[str, str]]:
        """Pairs of claim id and speaker id."""
        query = "SELECT id, voice FROM claims WHERE voice IS NOT NULL ORDER BY number"
        yield from self._base.execute(query)

    def speakers(self) -> Iterator[str | None]:
        """The speaker id of each claim, in input order."""
        for (key,) in self._base.execute("SELECT voice FROM claims ORDER BY number"):
            yield key

    def _places(self, leader: int) -> Iterator[Place]:
        query = (
            "SELECT c.id, a.id, a.title, a.outlet, a.published, a.url,"
            " (SELECT name FROM voices WHERE key = c.voice ORDER BY n DESC, name LIMIT 1), c.said"
            " FROM claims c JOIN articles a ON a.number = c.article WHERE c.source = ?"
            " ORDER BY a.published IS NULL, a.published, a.house, a.id, c.number LIMIT ?"
        )
        for row in self._base.execute(query, (leader, MOST_PLACES)):
            yield Place(*row)

    def _group(self) -> None:
        self._base.executescript(_GROUPING)


_ORDER = "ORDER BY s.outlets DESC, s.articles DESC, s.first IS NULL, s.first, s.id"
_GROUPING = """
    UPDATE claims SET source = (SELECT leader FROM texts WHERE texts.number = claims.source)
        WHERE source IS NOT NULL;
    CREATE INDEX claims_source ON claims (source);
    CREATE TABLE seen (
        leader INTEGER PRIMARY KEY, id TEXT, kind TEXT, said TEXT, outlets INTEGER, articles INTEGER,
        claims INTEGER, first TEXT, house TEXT);
    INSERT INTO seen
        SELECT c.source, lower(hex(t.digest)), c.kind, '', count(DISTINCT a.house), count(DISTINCT a.work),
            count(*), min(a.published), NULL
        FROM claims c JOIN articles a ON a.number = c.article JOIN texts t ON t.number = c.source
        WHERE c.source IS NOT NULL GROUP BY c.source HAVING count(DISTINCT a.work) > 1;
    CREATE UNIQUE INDEX seen_id ON seen (id);
    UPDATE seen SET
        said = (SELECT c.said FROM claims c JOIN articles a ON a.number = c.article
            WHERE c.source = seen.leader ORDER BY CASE c.kind WHEN 'statement' THEN -length(c.said) END,
            a.published IS NULL, a.published, a.id, c.number LIMIT 1),
        house = (SELECT a.house FROM claims c JOIN articles a ON a.number = c.article
            WHERE c.source = seen.leader AND a.published = seen.first AND a.house IS NOT NULL
            ORDER BY a.house, a.id LIMIT 1);
"""


def _fullest(roles: list[Role]) -> str:
    """The most frequent name."""
    counts: dict[str, int] = {}
    for role in roles:
        counts[role.name] = counts.get(role.name, 0) + role.claims
    return min(counts, key=lambda name: (-counts[name], -len(name), name))
