"""Exports: reviewed claims, gold articles for ``onrecord evaluate``, and the decisions themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from onrecord.claims import FigureClaim, StatementClaim
from onrecord.review.articles import Articles
from onrecord.review.claimfile import AnyClaim
from onrecord.review.results.links import relinked
from onrecord.review.results.outcome import Outcome, Outcomes

Row = dict[str, Any]


def reviewed_claims(outcomes: Outcomes, reviewer: str = "") -> Iterator[AnyClaim]:
    """The accepted, corrected and added claims, article by article, in file order.

    They refer only to each other, see ``relinked``.
    """
    settled = outcomes.settled(reviewer)
    first = next(settled, None)  # starts counting disputed claims before ``added`` adds to them
    added = outcomes.added(reviewer)
    for group in _by_article(outcomes, chain([first] if first else [], settled)):
        digest = outcomes.claims.claim(group[0].row).article.sha256
        yield from relinked(_right(outcomes, group), added.pop(digest, ()))
    for claims in added.values():
        yield from relinked({}, claims)


@dataclass
class Gold:
    """Gold articles made from reviewed ones.

    Args:
        outcomes: The decisions.
        articles: Finds the texts.
    """

    outcomes: Outcomes
    articles: Articles
    unfinished: int = 0
    """Articles left out because one of their claims is undecided."""
    missing: int = 0
    """Articles left out because their text is not found."""

    def rows(self, reviewer: str = "") -> Iterator[Row]:
        """One gold article for each article whose claims are all decided."""
        added = self.outcomes.added(reviewer)
        for settled in _by_article(self.outcomes, self.outcomes.settled(reviewer)):
            ident = self.outcomes.claims.name("article", settled[0].row)
            if len(settled) < len(self.outcomes.claims.rows_with("article", ident)):
                self.unfinished += 1
                continue
            article = self.articles.find(self.outcomes.claims.claim(settled[0].row))
            if article is None:
                self.missing += 1
                continue
            claims = relinked(_right(self.outcomes, settled), added.get(article.sha256, ()))
            statements = [one for one in claims if isinstance(one, StatementClaim)]
            figures = [one for one in claims if isinstance(one, FigureClaim)]
            yield {
                "id": ident,
                "title": article.title,
                "published": article.published.isoformat() if article.published else None,
                "url": article.url,
                "text": article.text,
                "statements": [_statement(one, figures) for one in statements],
                "figures": [_figure(one) for one in figures],
                "times": _times(claims),
                "notes": "Reviewed claims, and those that reviewers added.",
            }


def decision_rows(outcomes: Outcomes) -> Iterator[Row]:
    """Every standing decision, oldest first, with the claim before and after: training data."""
    everything = (one for standing in outcomes.record.standing.values() for one in standing.stack.values())
    for decision in sorted(everything, key=lambda one: one.seq):
        before, after = outcomes.store.details(decision.seq)
        yield {
            "at": decision.at,
            "reviewer": decision.reviewer,
            "role": decision.role,
            "claim": decision.claim,
            "fingerprint": decision.fingerprint,
            "verdict": decision.verdict,
            "rule": before.get("rule"),
            "confidence": before.get("confidence"),
            "before": before,
            "after": after,
        }


def json_line(row: Row) -> str:
    """One row as a line of JSON."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _by_article(outcomes: Outcomes, settled: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    for _, group in groupby(settled, key=lambda one: outcomes.claims.name("article", one.row)):
        yield list(group)


def _right(outcomes: Outcomes, settled: Sequence[Outcome]) -> dict[str, AnyClaim]:
    """The accepted and corrected claims, by their id in the file."""
    return {outcomes.claims.id(one.row): one.right for one in settled if one.right is not None}


def _statement(claim: StatementClaim, figures: Sequence[FigureClaim]) -> Row:
    places = {figure.id: place for place, figure in enumerate(figures)}
    return {
        "mode": claim.mode,
        "content": [list(pair) for pair in claim.offsets],
        "cue": [[span.start, span.end] for span in (claim.cue.span, *claim.cue.rest)] if claim.cue else [],
        "source": [claim.source.start, claim.source.end] if claim.source else None,
        "speaker": claim.speaker.name if claim.speaker else None,
        "speaker_kind": claim.speaker.kind if claim.speaker else None,
        "role": claim.speaker.role if claim.speaker else None,
        "negated": claim.negated,
        "figures": [places[ident] for ident in claim.figures],
    }


def _figure(claim: FigureClaim) -> Row:
    value = claim.model_dump(mode="json")["value"]
    measured = claim.measured
    return {
        "span": list(claim.offsets[0]),
        "value": value,
        "comparator": claim.comparator,
        "unit": claim.unit,
        "kind": claim.figure_kind,
        "measured": measured.text if measured else None,
        "measured_span": [measured.span.start, measured.span.end] if measured and measured.span else None,
        "change": claim.change,
        "time": {"start": str(claim.period.start), "end": str(claim.period.end)} if claim.period else None,
        "source": claim.speaker.name if claim.speaker else None,
    }


def _times(claims: Sequence[AnyClaim]) -> list[Row]:
    periods = [one.period if isinstance(one, FigureClaim) else one.said_on for one in claims]
    rows = {
        (one.span.start, one.span.end): {
            "span": [one.span.start, one.span.end],
            "start": str(one.start),
            "end": str(one.end),
        }
        for one in periods
        if one is not None
    }
    return [rows[place] for place in sorted(rows)]
