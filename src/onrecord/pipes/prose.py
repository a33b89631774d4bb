"""The text of a Doc with wrapped lines joined."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from spacy.tokens import Doc

from onrecord.doc_spans import text_of
from onrecord.language.lines import unwrapped

_PROSE: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()


def prose_of(doc: Doc) -> str:
    """The text of a Doc with spaces in place of line ends that only wrap lines; offsets do not change."""
    prose = _PROSE.get(doc)
    if prose is None:
        prose = _PROSE[doc] = unwrapped(text_of(doc))
    return prose
