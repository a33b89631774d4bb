"""PolNeAR attributions, and when two of them agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.errors import ReaderError
from onrecord.evaluation.pieces import Pieces, common, normalise, overlap
from onrecord.evaluation.reading import Row

ROLES = ("source", "cue", "content")


@dataclass(frozen=True)
class Attribution:
    """One attribution with normalised spans; ``label`` is the gold class, or the rule that predicted it."""

    source: Pieces
    cue: Pieces
    content: Pieces
    label: str = field(default="", compare=False)


def read_attributions(row: Row, text: str) -> list[Attribution]:
    """The attributions of one row that have a content, without duplicates.

    Raises:
        ReaderError: A span is malformed or outside the text, or the row has another text.
    """
    if row.get("text", text) != text:
        raise ReaderError(f"article {row['id']}: the predicted text differs from the gold text")
    attributions: dict[Attribution, None] = {}
    for raw in row.get("attributions") or []:
        try:
            source, cue, content = (normalise(text, raw.get(role) or []) for role in ROLES)
            attribution = Attribution(source, cue, content, str(raw.get("class") or raw.get("rule") or ""))
        except (TypeError, ValueError, IndexError, AttributeError, ReaderError) as error:
            raise ReaderError(f"article {row['id']}: malformed attribution: {error}") from error
        if attribution.content:
            attributions.setdefault(attribution)
    return list(attributions)


def set_aside(
    gold: Sequence[Attribution], pred: Sequence[Attribution], ignored: frozenset[str]
) -> tuple[list[Attribution], list[Attribution]]:
    """Leave out the optional gold attributions and the predictions that match them best."""
    optional = [one for one in gold if one.label in ignored]
    needed = [one for one in gold if one.label not in ignored]
    kept: list[Attribution] = []
    for guess in pred:
        best_optional = max((overlap(one.content, guess.content) for one in optional), default=0.0)
        best_needed = max((overlap(one.content, guess.content) for one in needed), default=0.0)
        if best_optional < 0.3 or best_optional <= best_needed:
            kept.append(guess)
    return needed, kept


def same_source(gold: Attribution, pred: Attribution) -> bool:
    """Do the sources share a character, or are both empty?"""
    if not gold.source or not pred.source:
        return not gold.source and not pred.source
    return common(gold.source, pred.source) > 0


def same_content(gold: Attribution, pred: Attribution) -> bool:
    """Do the contents overlap by half of the longer?"""
    return overlap(gold.content, pred.content) >= 0.5


def agrees(gold: Attribution, pred: Attribution) -> bool:
    """Is the prediction right by the main score?"""
    return same_content(gold, pred) and same_source(gold, pred)


def agrees_strictly(gold: Attribution, pred: Attribution) -> bool:
    """Is the prediction right almost to the character?"""
    return overlap(gold.content, pred.content) >= 0.8 and overlap(gold.source, pred.source) >= 0.8
