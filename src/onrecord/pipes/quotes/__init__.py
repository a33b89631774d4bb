"""Finds quotations by their marks: ``doc._.quotes`` and ``doc.spans["quotes"]``."""

from onrecord.pipes.quotes.component import Quotes, make_quotes
from onrecord.pipes.quotes.scan import scan_quotes

__all__ = ["Quotes", "make_quotes", "scan_quotes"]
