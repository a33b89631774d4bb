"""Review: a person decides on claims, and every decision is kept.

``claimfile`` opens the claims, ``choosing/`` selects and orders them, ``articles`` finds their texts,
``store`` keeps the decisions; ``session`` is a review without a screen; ``plain/`` shows it as lines of
text, ``windows/`` in a full-screen terminal interface; ``results/`` exports and scores the decisions.
"""

from onrecord.review.articles import Articles
from onrecord.review.choosing.selection import Filters, Order, arrange, select
from onrecord.review.claimfile import ClaimFile
from onrecord.review.decision import Decision, Record, Standing
from onrecord.review.plain import PlainReview
from onrecord.review.session import Session
from onrecord.review.store import Store, store_path

__all__ = [
    "Articles",
    "ClaimFile",
    "Decision",
    "Filters",
    "Order",
    "PlainReview",
    "Record",
    "Session",
    "Standing",
    "Store",
    "arrange",
    "select",
    "store_path",
]
