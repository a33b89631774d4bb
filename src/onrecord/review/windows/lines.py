"""The lines above and below the sides: progress, the current article, and what was just done."""

from __future__ import annotations

from rich.text import Text

from onrecord.review.claimfile import AnyClaim
from onrecord.review.session import Session
from onrecord.review.summary import progress_line
from onrecord.review.view import article_of
from onrecord.review.windows.paint import STYLES, legend
from onrecord.sanitize import one_line

GAUGE = (6, 40)
"""Least and most columns of the gauge; it is left out if there is no room."""


def bar_line(session: Session, width: int, look: str) -> Text:
    """Position, gauge, done, left, rate and time to go."""
    queue = session.queue
    view = "" if queue.view == "all" else f" ({queue.view})"
    place = f"{min(queue.position + 1, len(queue)):,} of {len(queue):,}{view}"
    progress = progress_line(session)
    room = min(width - len(place) - len(progress) - 4, GAUGE[1])
    text = Text(place, "bold", no_wrap=True, overflow="ellipsis", end="")
    text.append("  ", "not bold")
    if room >= GAUGE[0]:
        counts = session.progress()
        full = room * counts.done // max(1, counts.done + counts.left + counts.skipped)
        text.append("═" * full, STYLES[look]["key"])
        text.append("─" * (room - full) + "  ", "not bold")
    return text.append(progress, "not bold")


def article_line(claim: AnyClaim, width: int) -> Text:
    """Title on the left, outlet and day on the right; long ones share the line."""
    left, right = (Text(text, end="") for text in article_of(claim))
    right.truncate(max(width // 2, width - left.cell_len - 2), overflow="ellipsis")
    left.truncate(width - right.cell_len - 2, overflow="ellipsis")
    left.stylize("bold")
    right.stylize("dim")
    return _apart(left, right, width)


def message_line(message: str, width: int, look: str) -> Text:
    """A message on the left; on the right, if there is room, the legend of the colours."""
    left, right = Text(one_line(message), no_wrap=True, overflow="ellipsis", end=""), legend(look)
    return left if left.cell_len + 2 + right.cell_len > width else _apart(left, right, width)


def _apart(left: Text, right: Text, width: int) -> Text:
    return Text(" " * max(2, width - left.cell_len - right.cell_len), end="").join([left, right])
