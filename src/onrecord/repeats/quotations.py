"""The same words: statements that say nearly the same, however they are cut, quoted and punctuated.

Texts are taken from the longest to the shortest. One that is found again in a longer one belongs to it; one
that is not becomes a leader itself, under its fingerprints. So everything in a group was compared with the
group's longest text, and a chain of small differences joins nothing. Each text is compared with a bounded
number of leaders, so the work is linear; the order of the input plays no part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.repeats.archive import FEWEST, Archive
from onrecord.repeats.sameness import common, winnow

SHARE = 0.8
"""Of the words of the shorter text that the longer one must have, in their order."""
_EXACT = 7
"""A text of so few words must be in the longer one as it is."""
_COMPARED = 4
"""Leaders a text is compared with: those with the most fingerprints of it."""
_COMMON = 64
"""A fingerprint of more leaders than this is a turn of phrase and tells nothing."""


def group_quotations(archive: Archive) -> None:
    """Give each text of a statement the leader it belongs to."""
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
    """Whether the words of a text are those of a longer one, or of a part of it.

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
        found = archive.base.execute(query, (mark, _COMMON + 1)).fetchall()
        if len(found) <= _COMMON:
            votes.update(leader for (leader,) in found)
    likely = sorted(votes, key=lambda leader: (-votes[leader], leader))[:_COMPARED]
    for leader in likely:
        query = "SELECT number, said FROM ranked WHERE rank = ?"
        number, said = archive.base.execute(query, (leader,)).fetchone()
        if same_words(row, said.split(" ")):
            return int(number)
    return 0
