"""Clusters mentions by who they refer to: ``doc._.clusters`` and ``doc.spans["mentions"]``."""

from onrecord.pipes.speakers.component import Speakers, make_speakers
from onrecord.pipes.speakers.index import MentionIndex

__all__ = ["MentionIndex", "Speakers", "make_speakers"]
