"""Finds statements (source, cue and content): ``doc._.statements`` and ``doc.spans["statements"]``."""

from onrecord.pipes.statements.component import Statements, make_statements
from onrecord.pipes.statements.lexicon import cues

__all__ = ["Statements", "cues", "make_statements"]
