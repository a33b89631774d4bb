"""Looking for words through the claims of a review."""

from __future__ import annotations

import json
from collections.abc import Iterator

from onrecord.review.queue import Queue

STEP = 500
"""Claims looked at before the screen may breathe."""


def search(queue: Queue, wanted: str) -> Iterator[int]:
    """Go to the next claim that has these words; gives how many were looked at, from time to time.

    Words are looked for in text, sentence, speaker, title, rule and id, in any case. The last number is -1
    where they are nowhere.
    """
    rows, start = queue.rows, queue.position
    needle = wanted.casefold()
    quoted = json.dumps(needle, ensure_ascii=False)[1:-1]
    for count in range(1, len(rows) + 1):
        place = (start + count) % len(rows)
        row = int(rows[place])
        line = queue.claims.line(row).decode("utf-8", "replace").casefold()
        if quoted in line and _has(queue, row, needle):
            queue.position = place
            return
        if count % STEP == 0:
            yield count
    yield -1


def _has(queue: Queue, row: int, needle: str) -> bool:
    for claim in queue.claims.claims([row]):
        name = claim.speaker.name if claim.speaker else ""
        where = (claim.text, claim.sentence, name, claim.article.title or "", claim.rule, claim.id)
        return any(needle in text.casefold() for text in where)
    return False
