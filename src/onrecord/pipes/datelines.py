"""Datelines such as "PORT ELLERY, March 3 (Coastwire) -", which are not part of any statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc

from onrecord.doc_spans import covering
from onrecord.pipes.prose import prose_of

DATELINE = re.compile(
    r"^[ \t]*(?P<place>[A-Z][A-Z.'’ /-]{1,30}[A-Z.])(?:,[^\n:;!?\"“—–]{1,50}?)?(?: ?\([^()\n]{1,30}\))?"
    r"(?P<sign> ?(?:--|—|–) ?| - |:[ \t])(?=\S)",
    re.MULTILINE,
)
OPENING = 1500
"""A dateline with a colon must be within this many characters of the start; later it is a speaker's turn."""


def datelines(text: str, speaks: Callable[[int, int], bool]) -> Iterator[tuple[int, int]]:
    """Line openings in capitals up to a dash or colon, as ``[start, end)`` in characters.

    A colon ends a dateline only if it is the only one after capitals in the text, is near the start, and does
    not follow a possible speaker; otherwise it introduces a speaker's words.

    Args:
        text: The article.
        speaks: Returns whether the words between two offsets name a possible speaker.
    """
    openings = list(DATELINE.finditer(text))
    with_colon = [match for match in openings if match["sign"].startswith(":")]
    for match in openings:
        dash = not match["sign"].startswith(":")
        alone = len(with_colon) == 1 and match.start() < OPENING
        if (dash and match["sign"] != " - ") or ((dash or alone) and not speaks(*match.span("place"))):
            yield match.span()


def dateline_tokens(doc: Doc) -> set[int]:
    """Tokens of the dateline: the place and agency that open a report."""

    def speaks(start: int, end: int) -> bool:
        span = covering(doc, start, end)
        return span is not None and any(t.ent_type_ in ("PERSON", "ORG") for t in span)

    spans = (
        doc.char_span(start, end, alignment_mode="contract")
        for start, end in datelines(prose_of(doc), speaks)
    )
    return {token.i for span in spans if span is not None for token in span}
