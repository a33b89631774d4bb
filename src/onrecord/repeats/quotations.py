"""Matches statements with nearly the same words, however they are shortened, quoted and punctuated.

Texts are taken from the longest to the shortest. One that matches a longer one joins its group; any other
becomes the leader of a group, under its fingerprints. So everything in a group was compared with its longest
text, and a chain of small differences joins nothing. Each text is compared with a bounded number of leaders,
so the work is linear; the order of the input does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.repeats.archive import FEWEST, Archive
from onrecord.repeats.sameness import common, winnow

SHARE = 0.8
"""Least share of the shorter text's words that the longer one must have, in order."""
_EXACT = 7
"""A text of at most so many words must be in the longer one unchanged."""
_COMPARED = 4
"""The most leaders a text is compared with: those that share the most fingerprints."""
_COMMON = 64
"""A fingerprint of more leaders than this is a common phrase and is ignored."""


def group_quotations(archive: Archive) -> None:
    """Assign each statement's text to a leader."""
    base = archive.base
    base.execute(
        "CREATE TABLE marks (mark INTEGER, leader INTEGER, PRIMARY KEY (mark, leader)) WITHOUT ROWID"
    )
    base.execute("CREATE TABLE ranked (rank INTEGER PRIMARY KEY, number INTEGER, said TEXT)")
    base.execute(
        "INSERT INTO ranked SELECT NULL, number, said FROM texts WHERE size >= ? ORDER BY size DESC, said",
        (FEWEST,),
    )
    for rank, number, said in base.execute("SELECT rank, number, said FROM ranked ORDER BY rank"):
        row = said.split(" ")
        marks = winnow(row)
        leader = _leader(archive, row, marks)
        if leader:
            base.execute("UPDATE texts SET leader = ? WHERE number = ?", (leader, number))
        else:
            base.executemany("INSERT INTO marks VALUES (?, ?)", [(mark, rank) for mark in marks])
    base.execute("DROP TABLE marks")
    base.execute("DROP TABLE ranked")


def same_words(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a text matches a longer one or part of it.

    Args:
        short: Words of the shorter text.
        long: Words of the longer one.
    """
    if len(short) <= _EXACT:
        return f" {' '.join(short)} " in f" {' '.join(long)} "
    return common(short, long) >= SHARE * len(short)


def _leader(archive: Archive, row: Sequence[str], marks: Sequence[int]) -> int:
    votes: Counter[int] = Counter()
    query = "SELECT leader FROM marks WHERE mark = ? LIMIT ?"
    for mark in marks:
        rows = archive.base.execute(query, (mark, _COMMON + 1)).fetchall()
        if len(rows) <= _COMMON:
            votes.update(leader for (leader,) in rows)
    likely = sorted(votes, key=lambda leader: (-votes[leader], leader))[:_COMPARED]
    for leader in likely:
        query = "SELECT number, said FROM ranked WHERE rank = ?"
        number, said = archive.base.execute(query, (leader,)).fetchone()
        if same_words(row, said.split(" ")):
            return int(number)
    return 0
