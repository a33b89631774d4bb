"""A review over plain lines: for screen readers, simple terminals, and pipes."""

from onrecord.review.plain.review import PlainReview
from onrecord.review.plain.shown import KEYS

__all__ = ["KEYS", "PlainReview"]
