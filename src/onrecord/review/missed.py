"""Recall from a sample: the share of all claims that was found, if reviewers added the missing ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.errors import ClaimError
from onrecord.review.choosing.sampling import Estimate, estimate, wilson
from onrecord.review.session import Session
from onrecord.review.status import DECIDED, Status

KEPT = (Status.accept, Status.edit)
"""Decisions on a claim that is right, or right once corrected."""


@dataclass(frozen=True, slots=True)
class Recall:
    """The share of claims that were found, in the articles a reviewer decided on."""

    found: Estimate
    missed: int
    articles: int


def recall(session: Session) -> Recall | None:
    """Recall estimated from a sample; None if nothing was added or the sample is not drawn from all claims.

    Only the articles of decided claims count. The claims found there are multiplied by the share that the
    sample finds right (or corrected); every added claim is a miss. The interval is Wilson's, for the number
    of claims looked at: those that are right and those added.
    """
    seen = [(part, [one for one in statuses if one in DECIDED]) for part, statuses in session.sampled()]
    precision = estimate((part.size, [one in KEPT for one in decided]) for part, decided in seen)
    rows = [row for part in session.sample for row in part.rows if session.queue.status[row] in DECIDED]
    by_article = {session.claims.name("article", row): row for row in rows}
    digests = {_digest(session, row) for row in by_article.values()}
    missed = [
        one for one in session.additions if one.kind in session.drawn_whole and one.article.sha256 in digests
    ]
    if precision is None or not missed:
        return None
    right = precision.share * _population(session, rows)
    share = right / (right + len(missed))
    looked_at = sum(one in KEPT for _, decided in seen for one in decided) + len(missed)
    low, high = wilson(share, looked_at)
    return Recall(Estimate(share, low, high, looked_at), len(missed), len(by_article))


def _population(session: Session, rows: list[int]) -> int:
    """How many claims of the sampled kinds the articles of these rows have."""
    articles, kinds = session.claims.columns["article"], session.claims.columns["kind"]
    wanted = [code for code, name in enumerate(kinds.names) if name in session.drawn_whole]
    here = np.isin(articles.codes, articles.codes[rows]) & np.isin(kinds.codes, wanted)
    return int(np.count_nonzero(here[: session.claims.found_count]))


def _digest(session: Session, row: int) -> str:
    try:
        return session.claims.claim(row).article.sha256
    except ClaimError:
        return ""
