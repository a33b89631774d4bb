"""Names, titles, roles and pronouns to chains: ``doc._.chains`` and ``doc.spans["mentions"]``."""

from onrecord.pipes.speakers.component import MentionIndex, Speakers, make_speakers

__all__ = ["MentionIndex", "Speakers", "make_speakers"]
