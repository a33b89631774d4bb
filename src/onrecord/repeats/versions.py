"""Versions of an article: at the same address, or from one outlet with nearly the same text.

Only sentences with claims are compared. Nearly the same text in another outlet is not a version: a wire story
in two papers is in two places.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

from onrecord.repeats.archive import Archive
from onrecord.repeats.sameness import words

SHARE = 0.5
"""Least share of the shorter article's sentences in common."""
_FEWEST = 3
"""Fewest sentences in common."""
_COMMON = 64
"""A sentence in more articles than this is boilerplate."""
_COMPARED = 4
"""The most articles one is compared with: those that share the most sentences."""
_TRACKING = re.compile(r"utm_|fbclid|gclid|mc_|cmpid|ref$|source$|at_")


def group_versions(archive: Archive) -> None:
    """Assign each article to the one it is a version of, or to itself.

    Articles are taken by day, outlet and name, so that the first of a group is the earliest.
    """
    base = archive.base
    base.executescript(
        """
        CREATE TABLE ranked (
            rank INTEGER PRIMARY KEY, number INTEGER, house TEXT, url TEXT, n INTEGER, work INTEGER);
        CREATE TABLE marks (mark INTEGER, article INTEGER, PRIMARY KEY (mark, article)) WITHOUT ROWID;
        CREATE TABLE homes (place TEXT PRIMARY KEY, work INTEGER) WITHOUT ROWID;
        INSERT INTO ranked SELECT NULL, number, house, url, 0, number FROM articles
            ORDER BY published IS NULL, published, house, id, sha256;
        """
    )
    (last,) = base.execute("SELECT count(*) FROM ranked").fetchone()
    for rank in range(1, last + 1):
        query = "SELECT number, house, url FROM ranked WHERE rank = ?"
        number, house, url = base.execute(query, (rank,)).fetchone()
        place = address(url)
        marks = _marks(archive, number)
        work = _at(archive, place) or _like(archive, marks, house) or number
        base.execute("UPDATE ranked SET work = ?, n = ? WHERE rank = ?", (work, len(marks), rank))
        base.execute("UPDATE articles SET work = ? WHERE number = ?", (work, number))
        if place:
            base.execute("INSERT OR IGNORE INTO homes VALUES (?, ?)", (place, work))
        base.executemany("INSERT INTO marks VALUES (?, ?)", [(mark, rank) for mark in sorted(marks)])
    for table in ("ranked", "marks", "homes"):
        base.execute(f"DROP TABLE {table}")


def address(url: str | None) -> str:
    """An address without scheme, www, fragment and campaign parameters."""
    try:
        parts = urlsplit((url or "").strip())
        name = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:
        return ""
    path = parts.path.rstrip("/").removesuffix("/amp")
    if not name or not path:
        return ""  # a paper's front page is not an article
    kept = [pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0])]
    return f"{name}{path}?{urlencode(sorted(kept))}"


def _marks(archive: Archive, number: int) -> set[int]:
    rows = archive.base.execute("SELECT said FROM sentences WHERE article = ?", (number,))
    alike = (" ".join(words(said)).encode("utf-8", "surrogatepass") for (said,) in rows)
    return {crc32(said) << 31 | crc32(said[::-1]) >> 1 for said in alike}


def _at(archive: Archive, place: str) -> int:
    row = archive.base.execute("SELECT work FROM homes WHERE place = ?", (place,)).fetchone()
    return int(row[0]) if row and place else 0


def _like(archive: Archive, marks: set[int], house: str | None) -> int:
    """The article of the same outlet with nearly the same sentences."""
    votes: Counter[int] = Counter()
    for mark in sorted(marks):
        query = "SELECT article FROM marks WHERE mark = ? LIMIT ?"
        rows = archive.base.execute(query, (mark, _COMMON + 1)).fetchall()
        if len(rows) <= _COMMON:
            votes.update(article for (article,) in rows)
    for other, shared in sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))[:_COMPARED]:
        query = "SELECT n, house, work FROM ranked WHERE rank = ?"
        size, home, work = archive.base.execute(query, (other,)).fetchone()
        if home == house and shared >= max(_FEWEST, SHARE * min(size, len(marks))):
            return int(work)
    return 0
