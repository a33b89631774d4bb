"""Where predicted attributions differ from the gold ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.evaluation.attribution import ROLES, Attribution, agrees, read_attributions, set_aside
from onrecord.evaluation.differences import Difference, Marks, join_rows
from onrecord.evaluation.pairing import pair_most
from onrecord.evaluation.pieces import Pieces, content_kind, overlap, quoted_spans, words_of
from onrecord.evaluation.reading import Row


def attribution_differences(
    gold_rows: Iterable[Row], pred_rows: Iterable[Row], *, ignored: frozenset[str] = frozenset()
) -> list[Difference]:
    """Attributions missed, spurious, or given to another source."""
    return [
        difference
        for row, guess in join_rows(gold_rows, pred_rows)
        for difference in _attributions(str(row["id"]), row["text"], row, guess, ignored)
    ]


def _attributions(
    ident: str, text: str, row: Row, guess: Row, ignored: frozenset[str]
) -> Iterator[Difference]:
    gold, pred = set_aside(read_attributions(row, text), read_attributions(guess, text), ignored)
    words, quotes = words_of(text), tuple(quoted_spans(text))
    right = pair_most(gold, pred, agrees)
    open_pred = [j for j in range(len(pred)) if j not in right.values()]
    for i, want in enumerate(gold):
        if i in right:
            continue
        group = f"{want.label or 'gold'}, {content_kind(words, quotes, want.content)}"
        near = max(open_pred, key=lambda j: overlap(want.content, pred[j].content), default=None)
        share = overlap(want.content, pred[near].content) if near is not None else 0.0
        if near is not None and share >= 0.5:
            open_pred.remove(near)
            got = pred[near]
            note = f"predicted source: {_cut(text, got.source)}"
            yield Difference("wrong source", f"{group} / {got.label}", ident, text, _marks(want), note)
        elif near is not None and share > 0:
            got = pred[near]
            note = f"nearest ({share:.2f}, {got.label}): {_cut(text, got.content)}"
            yield Difference("missed", group, ident, text, _marks(want), note)
        else:
            yield Difference("missed", group, ident, text, _marks(want))
    for j in open_pred:
        best = max((overlap(want.content, pred[j].content) for want in gold), default=0.0)
        note = f"content overlaps gold by {best:.2f}" if best else ""
        yield Difference("spurious", pred[j].label or "pred", ident, text, _marks(pred[j]), note)


def _marks(one: Attribution) -> Marks:
    return [(role, span) for role in ROLES for span in getattr(one, role)]


def _cut(text: str, pieces: Pieces) -> str:
    return " ... ".join(text[start:end] for start, end in pieces) or "none"
