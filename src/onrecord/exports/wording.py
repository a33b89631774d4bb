"""A claim in words, for programs that display a text."""

from __future__ import annotations

from onrecord.exports.material import AnyClaim


def in_words(claim: AnyClaim) -> str:
    """The claim and its speaker: "Ada Crane: the pier is safe"."""
    who = claim.speaker.name if claim.speaker else None
    what = claim.text
    if claim.kind == "figure" and claim.measured and claim.measured.text not in what:
        what = f"{what} ({claim.measured.text})"
    return f"{who}: {what}" if who else what
