"""Keeps the claims of any number of articles in a temporary file, ready for grouping."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from hashlib import blake2b
from itertools import groupby
from urllib.parse import urlsplit

from onrecord.repeats.compared import Article, ComparedClaim, Value
from onrecord.repeats.figures import figure_key
from onrecord.repeats.sameness import words
from onrecord.repeats.voices import Voice, voices_of

CACHE = 64_000
"""Kilobytes of the temporary file cached in memory."""
FEWEST = 5
"""The fewest words of a statement that is matched for any speaker."""
FEW = 2
"""The fewest words of one that is matched for the same speaker."""

_TABLES = """
    CREATE TABLE articles (
        number INTEGER PRIMARY KEY, id TEXT, sha256 TEXT, title TEXT, published TEXT, outlet TEXT, url TEXT,
        house TEXT, work INTEGER, UNIQUE (sha256, id));
    CREATE TABLE sentences (
        article INTEGER, start INTEGER, said TEXT, PRIMARY KEY (article, start)) WITHOUT ROWID;
    CREATE TABLE texts (
        number INTEGER PRIMARY KEY, digest BLOB UNIQUE, said TEXT, size INTEGER, leader INTEGER);
    CREATE TABLE claims (
        number INTEGER PRIMARY KEY, id TEXT, kind TEXT, article INTEGER, said TEXT, voice TEXT,
        source INTEGER, value TEXT, comparator TEXT, unit TEXT, figure_kind TEXT);
    CREATE TABLE voices (
        key TEXT, name TEXT, kind TEXT, place TEXT, role TEXT, apart INTEGER, first TEXT, last TEXT,
        n INTEGER, PRIMARY KEY (key, name, role)) WITHOUT ROWID;
"""


class Archive:
    """Stores claims in file order; those of one article are consecutive.

    Args:
        path: The file; by default a temporary one that the system removes.
    """

    def __init__(self, path: str = "") -> None:
        self.base = sqlite3.connect(path)
        self.base.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{CACHE};"
            f"PRAGMA temp_store = FILE; {_TABLES}"
        )
        self.claims = 0
        self._texts = 0

    def add(self, claims: Iterable[ComparedClaim]) -> None:
        """Store claims, article by article."""
        for article, group in groupby(claims, key=lambda claim: claim.article):
            self._add(article, list(group))

    def close(self) -> None:
        """Close the database; a temporary one is deleted."""
        self.base.close()

    def _add(self, article: Article, claims: list[ComparedClaim]) -> None:
        number = self._article(article)
        for claim, voice in zip(claims, voices_of(claims), strict=True):
            self.claims += 1
            source = self._source(claim, voice)
            row = (
                self.claims,
                claim.id,
                claim.kind,
                number,
                claim.text,
                voice.key if voice else None,
                source,
            )
            figure: tuple[str | None, ...] = (None,) * 4
            if claim.kind == "figure":
                figure = (_written(claim.value), claim.comparator, claim.unit, claim.figure_kind)
            self.base.execute(f"INSERT INTO claims VALUES ({','.join('?' * 11)})", (*row, *figure))
            if voice is not None:
                self._voice(voice, claim)
        self._sentences(number, claims)

    def _article(self, article: Article) -> int:
        about = (article.id, article.sha256, article.title, article.published, article.outlet, article.url)
        query = f"INSERT OR IGNORE INTO articles VALUES (NULL, {', '.join('?' * 8)})"
        self.base.execute(query, (*about, article.outlet or host(article.url), None))
        query = "SELECT number FROM articles WHERE sha256 = ? AND id = ?"
        (number,) = self.base.execute(query, (article.sha256, article.id)).fetchone()
        return int(number)

    def _source(self, claim: ComparedClaim, voice: Voice | None) -> int | None:
        """The text to match with other claims: a statement's words, or a figure's key."""
        if claim.kind == "figure":
            key, size = figure_key(claim), 0
        else:
            row = words(claim.text)
            key, size = " ".join(row), len(row)
            if size < FEWEST:
                known = voice is not None and not voice.apart and size >= FEW
                key = f"{key}\0{voice.key}" if known and voice else ""
        if not key:
            return None
        digest = blake2b(f"{claim.kind}\0{key}".encode("utf-8", "surrogatepass"), digest_size=12).digest()
        stored = key if claim.kind == "statement" and size >= FEWEST else None
        query = "INSERT OR IGNORE INTO texts VALUES (?, ?, ?, ?, ?)"
        done = self.base.execute(query, (self._texts + 1, digest, stored, size, self._texts + 1))
        if done.rowcount:
            self._texts += 1
            return self._texts
        (number,) = self.base.execute("SELECT number FROM texts WHERE digest = ?", (digest,)).fetchone()
        return int(number)

    def _voice(self, voice: Voice, claim: ComparedClaim) -> None:
        speaker = claim.speaker
        assert speaker is not None
        role = ", ".join(filter(None, dict.fromkeys((speaker.role, speaker.affiliation))))
        day = claim.article.published
        self.base.execute(
            "INSERT INTO voices VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1,"
            " first = min(coalesce(first, excluded.first), coalesce(excluded.first, first)),"
            " last = max(coalesce(last, excluded.last), coalesce(excluded.last, last))",
            (voice.key, voice.name, voice.kind, voice.place, role, voice.apart, day, day),
        )

    def _sentences(self, number: int, claims: list[ComparedClaim]) -> None:
        starts: dict[str, int] = {}
        for claim in claims:
            starts.setdefault(claim.sentence or claim.text, claim.start)
        self.base.executemany(
            "INSERT OR IGNORE INTO sentences VALUES (?, ?, ?)",
            ((number, start, said) for said, start in starts.items()),
        )


def host(url: str | None) -> str | None:
    """The host of an address without www; None without one."""
    try:
        hostname = urlsplit(url or "").hostname
    except ValueError:
        return None
    return hostname.removeprefix("www.") if hostname else None


def _written(value: Value | list[Value]) -> str | None:
    if isinstance(value, list):
        return " to ".join(map(str, value))
    return None if value is None else str(value)
