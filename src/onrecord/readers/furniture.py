"""Lines of a page that are not part of its article: buttons, links to other stories, cookie notices."""

from __future__ import annotations

import re

LONGEST = 200
"""The most characters in a furniture line."""
SITES = r"(?:facebook|twitter|x|instagram|whatsapp|linkedin|tiktok|youtube|threads|bluesky|telegram|e-?mail)"
PLAIN = (
    r"(?:share|tweet|print|save|copy link)(?: this)?(?: article| story| page)?",
    rf"(?:share|post|send|follow us|find us)(?: this)?(?: article| story)? (?:on|via|by) {SITES}.*",
    rf"(?:follow|like) .{{1,60}}(?: on|:) {SITES}\b.*",
    rf"(?:{SITES}[ ,|/]*)+",
    r"(?:read|see|watch|listen|view|find out)(?: more| also| next)(?:\s?[:|–—>-].*| about [^.]*)?",
    r"(?:continue reading|read the full|view comments|skip to|click (?:here|to)|back to top)\b[^.]*\.?",
    r"(?:article|story) continues (?:below|after).*",
    r"(?:advertisement|advert|sponsored(?: content)?|promoted)",
    r"(?:related|most read|most popular|trending|recommended|you (?:may|might) also like|more on this story)"
    r"(?: now| topics| articles| stories| content| links| internet links| for you)?:?",
    r"(?:sign up|subscribe)\b.*\b(?:newsletters?|updates|briefing|alerts|channel|inbox)\b.*",
    r"(?:we|this (?:web ?)?site|our partners) uses? (?:\w+ )?cookies\b.*",
    r"(?:accept|manage|reject|allow)(?: all)?(?: your)? cookies.*",
    r"(?:image|media|video) (?:caption|source|copyright)\b.*",
    r"(?:photo|picture|image|photograph|pic)s?(?: by| credit| courtesy of)?: [^.]{1,80}",
    r"(?:\d+ comments?|comments?(?: \(\d+\))?|leave a comment|post a comment|\d+ min(?:ute)?s? read)",
    r"(?:copyright )?© .*|all rights reserved\.?",
)
FURNITURE = re.compile(rf"\W*(?:{'|'.join(PLAIN)})\W*", re.IGNORECASE)


def without_furniture(text: str) -> str:
    """A page's text without the lines that are clearly not part of its article.

    Args:
        text: The text, one paragraph per line.
    """
    return "\n".join(line for line in text.split("\n") if not is_furniture(line))


def is_furniture(line: str) -> bool:
    """Whether a line is a button, a link to another story, a picture credit or the like."""
    return bool(line) and len(line) <= LONGEST and FURNITURE.fullmatch(line.strip()) is not None
