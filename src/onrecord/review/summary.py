"""Lines that both interfaces of a review show: progress, earlier decisions, the results of a sample."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from onrecord.claims import parse_claim
from onrecord.review.adjudication import decisions_of_others, did_not_add
from onrecord.review.choosing.sampling import Estimate, estimate
from onrecord.review.missed import Recall, recall
from onrecord.review.session import Session
from onrecord.review.status import DECIDED, Status
from onrecord.review.view import changes_between, edited_fields, shortened
from onrecord.sanitize import one_line

PAST: dict[str, str] = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "corrected",
    "skip": "skipped",
    "flag": "flag",
    "note": "note",
    "add": "added",
}
"""Verdicts in the past tense."""
SHORT = 60
"""How many characters of a claim are enough to recognise it."""
NAMED = 5
"""How many unreadable claims are named at the end; the rest are counted."""


def state_words(session: Session) -> str:
    """What this reviewer did with the current claim; "" if nothing yet."""
    status = PAST.get(session.status.name, "")
    return ", ".join(filter(None, (status, "flagged" if session.flagged else "")))


def done_line(session: Session) -> str:
    """What the reviewer just did, and to which claim."""
    last = session.standing.last
    if last is None:
        return ""
    before, after = session.store.details(last.seq)
    words = one_line(str((before or after or {}).get("text", ""))[: 4 * SHORT])
    return f"{PAST[last.verdict]}: {words if len(words) <= SHORT else words[:SHORT].rstrip() + ' …'}"


def progress_line(session: Session) -> str:
    """Done, left, skipped, rate and time to go, in one line."""
    progress = session.progress()
    parts = [f"{progress.done:,} done", f"{progress.left:,} left"]
    if progress.skipped:
        parts.append(f"{progress.skipped:,} skipped")
    if progress.per_hour is not None:
        parts.append(f"{progress.per_hour:,.0f} an hour")
    if progress.left and progress.seconds_left is not None:
        parts.append(f"{_duration(progress.seconds_left)} to go")
    return ", ".join(parts)


def standing_lines(session: Session) -> Iterator[str]:
    """What was decided on the current claim by this reviewer or, for an adjudicator, by the others."""
    earlier = session.decided()
    claim = session.claim
    if claim is None:
        return
    if earlier is not None:
        decision, before, after = earlier
        if session.status is Status.changed:
            yield f"changed since it was {PAST[decision.verdict]}:"
            changes = changes_between(before, claim.model_dump(mode="json"))
            yield from (f"  {name}: {then} -> {now}" for name, then, now in changes)
            if not changes:
                yield "  only in what is not shown here"
        if after is not None and decision.verdict == "edit":
            yield "corrected:"
            yield from _correction(before, after)
    for decision, after, notes in decisions_of_others(session):
        yield f"{one_line(decision.reviewer)}: {PAST[decision.verdict]}"
        if after is not None and decision.verdict in ("edit", "add"):
            yield from _correction(claim.model_dump(mode="json"), after)
        for note in notes:
            yield f"  note: {one_line(note)}"
    yield from (f"{one_line(name)}: did not add it" for name in did_not_add(session))
    for note in session.notes():
        yield f"note: {one_line(note)}"


def closing_lines(session: Session) -> Iterator[str]:
    """What to say at the end of a review."""
    yield progress_line(session)
    for problem in session.problems[:NAMED]:
        yield f"left out: {one_line(problem)}"
    if len(session.problems) > NAMED:
        yield f"... and {len(session.problems) - NAMED:,} more that are not claims"
    if not session.sample:
        return
    decided = [(part, [one for one in seen if one in DECIDED]) for part, seen in session.sampled()]
    for name, right in (
        ("right as they stand", (Status.accept,)),
        ("right or corrected", (Status.accept, Status.edit)),
    ):
        share = estimate((part.size, [one in right for one in seen]) for part, seen in decided)
        yield f"{name + ':':<20} {_estimate(share)}"
    yield f"{'recall:':<20} {_recall(recall(session))}"
    width = max(len(part.name) for part in session.sample) + 2
    for part, seen in decided:
        counts = f"{part.size:>9,} claims {len(seen):>5} decided {seen.count(Status.accept):>5} right"
        yield f"  {one_line(part.name) or 'none':<{width}} {counts}"


def _correction(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    try:
        fields = edited_fields(parse_claim(before), parse_claim(after))
    except ValidationError:  # stored by a version with another schema
        fields = {name: (then, now) for name, then, now in changes_between(before, after)}
    for name, (then, now) in fields.items():
        yield f"  {one_line(name)}: {shortened(then) or '-'} -> {shortened(now) or '-'}"


def _recall(result: Recall | None) -> str:
    if result is None:
        return "nothing added; i adds a claim that was missed"
    estimated = result.found
    interval = f"{estimated.share:.1%} (95 % interval {estimated.low:.1%} to {estimated.high:.1%})"
    return f"{interval}, {result.missed} added, {result.articles} articles"


def _estimate(result: Estimate | None) -> str:
    if result is None:
        return "nothing decided yet"
    return (
        f"{result.share:.1%} (95 % interval {result.low:.1%} to {result.high:.1%}), {result.counted} decided"
    )


def _duration(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"
