"""The two lines above the sides: how far the review is, and which article this is."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from onrecord.harmless import one_line
from onrecord.review.claimfile import AnyClaim
from onrecord.review.session import Session
from onrecord.review.summary import progress_line
from onrecord.review.view import article_of
from onrecord.review.windows.paint import STYLES

GAUGE = (6, 40)
"""Columns of the gauge, at least and at most; it is left out where it has no room."""


def bar_line(session: Session, width: int, look: str) -> Text:
    """Place, gauge, done, left, rate and estimate."""
    queue = session.queue
    view = "" if queue.view == "all" else f" ({queue.view})"
    place = f"{min(queue.position + 1, len(queue)):,} of {len(queue):,}{view}"
    progress = progress_line(session)
    room = min(width - len(place) - len(progress) - 4, GAUGE[1])
    text = Text(place, "bold", no_wrap=True, overflow="ellipsis", end="")
    text.append("  ", "not bold")
    if room >= GAUGE[0]:
        found = session.progress()
        full = room * found.done // max(1, found.done + found.left + found.skipped)
        text.append("═" * full, STYLES[look]["key"])
        text.append("─" * (room - full) + "  ", "not bold")
    return text.append(progress, "not bold")


def article_line(claim: AnyClaim, width: int, *, here: bool) -> Text:
    """Title on the left, outlet and day on the right; says so where the article's text is not at hand."""
    title, source = article_of(claim)
    if not here:
        source += "; text not here"
    text = Text(no_wrap=True, overflow="ellipsis", end="")
    source = one_line(source)
    room = width - cell_len(source) - 2
    head = Text(title, "bold", end="")
    head.truncate(max(room, width // 2), overflow="ellipsis")
    text.append_text(head)
    text.append(" " * max(2, width - head.cell_len - cell_len(source)))
    return text.append(source, "dim")
