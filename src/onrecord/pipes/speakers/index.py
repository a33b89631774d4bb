"""Looks up the cluster that a span of text refers to."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.doc_spans import covering
from onrecord.pipes.prose import prose_of
from onrecord.records import MentionKind

PREPOSITIONS = frozenset({"of", "for", "to", "by", "with", "from", "at", "in", "on", "against"})
LONGEST_MENTION = 400
"""How many characters before a span a lookup searches for the start of a mention."""


@dataclass(frozen=True, order=True)
class Hit:
    """A mention with its character offsets and the index of its cluster."""

    start: int
    end: int
    cluster: int
    kind: MentionKind
    by: str
    score: float


class MentionIndex:
    """Looks up mentions by character offset; needs a Doc that the speakers component has processed."""

    def __init__(self, doc: Doc) -> None:
        self._doc, self._clusters, self._text = doc, doc._.clusters, prose_of(doc)
        self._hits = sorted(
            Hit(m["span"][0], m["span"][1], number, m["kind"], m["by"], m["score"])
            for number, cluster in enumerate(doc._.clusters)
            for m in cluster["mentions"]
        )
        self._starts = [hit.start for hit in self._hits]

    def at(self, start: int, end: int, *, together: bool = False) -> Hit | None:
        """The mention that shares the most characters with ``[start, end)``.

        Ties go to the shortest: "Crane" rather than "Crane's statement".

        Args:
            start: Offset of the first character.
            end: Offset after the last character.
            together: Consider only groups: "Crane and Lind".
        """
        best: tuple[tuple[int, int], Hit] | None = None
        for k in range(bisect_left(self._starts, end) - 1, -1, -1):
            hit = self._hits[k]
            if start - hit.start > LONGEST_MENTION:
                break
            shared = min(hit.end, end) - max(hit.start, start)
            fit = (shared, hit.start - hit.end)
            wanted = not together or self._clusters[hit.cluster]["kind"] == "group"
            if shared > 0 and wanted and (best is None or fit > best[0]):
                best = (fit, hit)
        return best[1] if best else None

    def name_at_end(self, start: int, end: int) -> Hit | None:
        """The person whose name ends a source, or the body whose name follows a noun: "lock maker *Brandle*".

        None after a preposition: "an aide to Ada Crane".
        """
        for k in range(bisect_left(self._starts, end) - 1, -1, -1):
            hit = self._hits[k]
            if hit.start < start:
                break
            named = hit.kind in ("name", "surname", "title", "alias")
            if named and hit.end == end:
                person = self._clusters[hit.cluster]["kind"] == "person"
                noun = covering(self._doc, hit.start - 2, hit.start)
                if not person and (noun is None or noun[-1].pos_ != "NOUN"):
                    return None
                before = self._text[start : hit.start].casefold().split()
                return hit if PREPOSITIONS.isdisjoint(before) else None
        return None
