"""The place and agency a report begins with: "PORT ELLERY, March 3 (Coastwire) -". Nobody says them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

DATELINE = re.compile(
    r"^[ \t]*(?P<place>[A-Z][A-Z.'’ /-]{1,30}[A-Z.])(?:,[^\n:;!?\"“—–]{1,50}?)?(?: ?\([^()\n]{1,30}\))?"
    r"(?P<sign> ?(?:--|—|–) ?| - |:[ \t])(?=\S)",
    re.MULTILINE,
)
OPENING = 1500
"""How many characters of an article may hold a place with a colon; further down it is a speaker's turn."""


def datelines(text: str, speaks: Callable[[int, int], bool]) -> Iterator[tuple[int, int]]:
    """Lines' beginnings in capitals, up to their dash or colon, as ``[start, end)`` in characters.

    A colon makes a dateline when it is the text's only one of its kind, near its beginning, and the words
    before it are nobody's name; elsewhere it gives somebody the word.

    Args:
        text: The article.
        speaks: Whether the words between two offsets name somebody able to speak.
    """
    found = list(DATELINE.finditer(text))
    with_colon = [match for match in found if match["sign"].startswith(":")]
    for match in found:
        dash = not match["sign"].startswith(":")
        alone = len(with_colon) == 1 and match.start() < OPENING
        if (dash and match["sign"] != " - ") or ((dash or alone) and not speaks(*match.span("place"))):
            yield match.span()
