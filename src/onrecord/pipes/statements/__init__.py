"""Source, cue and content to statements: ``doc._.statements`` and ``doc.spans["statements"]``."""

from onrecord.pipes.statements.component import Statements, make_statements

__all__ = ["Statements", "make_statements"]
