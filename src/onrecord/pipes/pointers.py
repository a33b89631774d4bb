"""Looking up the language model's pointers and number readings by the offset of their anchor."""

from __future__ import annotations

from collections import defaultdict
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

from onrecord.anchors import anchor_of
from onrecord.doc_spans import token_edges
from onrecord.records import NumberReading, Offsets, Pointer, PointerKind


class PointerIndex:
    """Looks up pointers by kind and anchor; ``pointers_of`` builds it once per Doc.

    If the Doc's model was not trained for a kind, ``has(kind)`` is false and the pipe uses its fallback.
    """

    def __init__(self, doc: Doc) -> None:
        """Index a Doc's pointers and number readings."""
        self._words = [token.text for token in doc]
        self._starts, _ = token_edges(doc)
        self._pointers: dict[tuple[PointerKind, int], list[Pointer]] = defaultdict(list)
        for pointer in doc._.pointers:
            self._pointers[pointer["kind"], pointer["anchor"][0]].append(pointer)
        self._kinds = {kind for kind, _ in self._pointers}
        self._numbers: dict[int, NumberReading] = {one["anchor"][0]: one for one in doc._.numbers}

    def has(self, kind: PointerKind) -> bool:
        """Whether the Doc has any pointers of a kind."""
        return kind in self._kinds

    def number_anchor(self, first: int, stop: int) -> int:
        """Offset of the anchor of a figure with the tokens ``first`` to ``stop`` (exclusive)."""
        return self._starts[anchor_of(self._words, first, stop)]

    def number(self, char: int) -> NumberReading | None:
        """The reading of the number whose anchor begins at a character."""
        return self._numbers.get(char)

    def all(self, kind: PointerKind, char: int) -> list[Pointer]:
        """All pointers of a kind from the anchor that begins at a character, the likeliest first."""
        return self._pointers.get((kind, char), [])

    def best(self, kind: PointerKind, char: int) -> Pointer | None:
        """The likeliest pointer, or None if this anchor has none."""
        pointers = self.all(kind, char)
        return pointers[0] if pointers else None

    def target(self, kind: PointerKind, char: int) -> Offsets | None:
        """The first span of the likeliest pointer's target, if any."""
        pointer = self.best(kind, char)
        return pointer["target"][0] if pointer is not None and pointer["target"] else None


_INDICES: WeakKeyDictionary[Doc, tuple[list[Pointer], list[NumberReading], PointerIndex]] = (
    WeakKeyDictionary()
)


def pointers_of(doc: Doc) -> PointerIndex:
    """The index of a Doc; rebuilt only if the Doc's pointers or readings have been replaced."""
    made = _INDICES.get(doc)
    if made is None or made[0] is not doc._.pointers or made[1] is not doc._.numbers:
        made = _INDICES[doc] = doc._.pointers, doc._.numbers, PointerIndex(doc)
    return made[2]
