"""Claims in the formats of other programs, one module per format."""

from onrecord.exports.formats import FORMATS, Format

__all__ = ["FORMATS", "Format"]
