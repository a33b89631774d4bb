"""Score "who said what": source, cue and content against gold attributions (the format of PolNeAR).

A row is ``{"id", "text", "attributions": [{"source", "cue", "content", "class"?}]}``; source, cue and content
are lists of ``[start, end]``. Spans are normalised by ``pieces.normalise``; predictions with empty content
are dropped, and exact duplicates count once. Pairings are one-to-one, with the most possible pairs.

attribution         contents overlap by half of the longer, sources share a character (or both are empty)
attribution_strict  contents and sources overlap by 0.8
content_only        contents overlap by half, sources are ignored
spans, tokens       per role: identical pieces, overlap of 0.8 or 0.3, and the words inside
direct_quotes       quoted spans of five words or more inside gold content: found if a predicted content
                    covers 80 % of the quote and half of that content is inside the gold content
recall_by_kind      for contents that are direct (90 % of the words quoted), mixed or indirect
recall_by_class     for the gold classes, if there are any

The 95 % interval is a percentile bootstrap over articles.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from onrecord.evaluation.attribution import (
    ROLES,
    Attribution,
    agrees,
    agrees_strictly,
    read_attributions,
    same_content,
    same_source,
    set_aside,
)
from onrecord.evaluation.pairing import Span, pair_most
from onrecord.evaluation.pieces import (
    Pieces,
    common,
    content_kind,
    intersect,
    overlap,
    quoted_spans,
    size,
    words_in,
    words_of,
)
from onrecord.evaluation.reading import Row
from onrecord.evaluation.tally import Tally

Counts = dict[str, tuple[int, int, int]]

KINDS = ("direct", "mixed", "indirect")
SPAN_METRICS = ("exact", "overlap_0.8", "overlap_0.3")
MIN_QUOTE_WORDS = 5


def count_article(gold: Sequence[Attribution], pred: Sequence[Attribution], text: str) -> Counts:
    """Hits, predictions and gold items of every metric in one article."""
    words = words_of(text)
    quotes: Pieces = tuple(quoted_spans(text))
    totals = (len(pred), len(gold))
    main = pair_most(gold, pred, agrees)
    out = _count_spans(gold, pred, words)
    out["attribution"] = (len(main), *totals)
    out["attribution_strict"] = (len(pair_most(gold, pred, agrees_strictly)), *totals)
    out["content_only"] = (len(pair_most(gold, pred, same_content)), *totals)
    out["quotes"] = _count_quotes(gold, pred, words, quotes)
    kinds = [content_kind(words, quotes, one.content) for one in gold]
    labels = [one.label for one in gold]
    for prefix, groups in (("kind", kinds), ("class", labels)):
        hits = Counter(groups[i] for i in main)
        for name, count in Counter(groups).items():
            if name:
                out[f"{prefix}.{name}"] = (hits[name], 0, count)
    return out


def _count_spans(gold: Sequence[Attribution], pred: Sequence[Attribution], words: Sequence[Span]) -> Counts:
    out: Counts = {}
    for role in ROLES:
        want: list[Pieces] = list(dict.fromkeys(span for one in gold if (span := getattr(one, role))))
        have: list[Pieces] = list(dict.fromkeys(span for one in pred if (span := getattr(one, role))))
        out[f"spans.{role}.exact"] = (len(set(want) & set(have)), len(have), len(want))
        for least in (0.8, 0.3):
            pairs = pair_most(want, have, partial(_overlaps, least))
            out[f"spans.{role}.overlap_{least}"] = (len(pairs), len(have), len(want))
        gold_words: set[int] = set().union(*(words_in(words, span) for span in want))
        pred_words: set[int] = set().union(*(words_in(words, span) for span in have))
        out[f"tokens.{role}"] = (len(gold_words & pred_words), len(pred_words), len(gold_words))
    return out


def _overlaps(least: float, one: Pieces, two: Pieces) -> bool:
    return overlap(one, two) >= least


def _count_quotes(
    gold: Sequence[Attribution], pred: Sequence[Attribution], words: Sequence[Span], quotes: Pieces
) -> tuple[int, int, int]:
    """Numbers of quoted spans found with the right source, found at all, and in the gold."""
    units = found = right = 0
    for one in gold:
        for quote in intersect(quotes, one.content):
            if len(words_in(words, (quote,))) < MIN_QUOTE_WORDS:
                continue
            units += 1
            best = _best_cover(quote, one, pred)
            if best is not None:
                found += 1
                right += same_source(one, best)
    return right, found, units


def _best_cover(quote: Span, gold: Attribution, pred: Sequence[Attribution]) -> Attribution | None:
    able = [
        guess
        for guess in pred
        if common((quote,), guess.content) >= 0.8 * (quote[1] - quote[0])
        and 2 * common(guess.content, gold.content) >= size(guess.content)
    ]
    return max(able, key=lambda g: (overlap(g.content, gold.content), same_source(gold, g)), default=None)


def score_attributions(
    gold_rows: Iterable[Row],
    pred_rows: Iterable[Row],
    *,
    ignored: frozenset[str] = frozenset(),
    rounds: int = 1000,
    seed: int = 1,
) -> dict[str, Any]:
    """All metrics over a labelled set.

    Args:
        gold_rows: Articles with text and gold attributions.
        pred_rows: Predicted articles; a missing one counts as an article without predictions.
        ignored: Gold classes that are optional.
        rounds: Bootstrap rounds, 0 for none.
        seed: Seed of the bootstrap.
    """
    guesses = {str(row["id"]): row for row in pred_rows}
    rows: list[Counts] = []
    for row in gold_rows:
        text = row["text"]
        gold = read_attributions(row, text)
        pred = read_attributions(guesses.get(str(row["id"]), {"id": row["id"]}), text)
        rows.append(count_article(*set_aside(gold, pred, ignored), text))

    def total(name: str) -> Tally:
        tally = Tally()
        for counts in rows:
            tally.add(*counts.get(name, (0, 0, 0)))
        return tally

    main, quotes = total("attribution"), total("quotes")
    interval = _bootstrap([counts["attribution"] for counts in rows], rounds, seed)
    names = {name for counts in rows for name in counts}
    return {
        "articles": len(rows),
        "attribution_f1": _scores(main)["f1"],
        "attribution_f1_95": list(interval) if interval else None,
        **{name: _scores(total(name)) for name in ("attribution", "attribution_strict", "content_only")},
        "spans": {role: {m: _scores(total(f"spans.{role}.{m}")) for m in SPAN_METRICS} for role in ROLES},
        "tokens": {role: _scores(total(f"tokens.{role}")) for role in ROLES},
        "direct_quotes": {
            "units": quotes.gold,
            "found": quotes.pred,
            "right_source": quotes.hits,
            "recall": quotes.pred / quotes.gold if quotes.gold else 1.0,
            "source_accuracy": quotes.precision,
            "found_with_right_source": quotes.recall if quotes.gold else 1.0,
        },
        "recall_by_kind": {kind: _recall(total(f"kind.{kind}")) for kind in KINDS},
        "recall_by_class": {
            name.removeprefix("class."): _recall(total(name))
            for name in sorted(names)
            if name.startswith("class.")
        },
    }


def _scores(tally: Tally) -> dict[str, float | int]:
    """Scores of a tally; perfect if there was nothing to find and nothing was found."""
    counts = {"tp": tally.hits, "predicted": tally.pred, "gold": tally.gold}
    if not tally.pred and not tally.gold:
        return {"precision": 1.0, "recall": 1.0, "f1": 1.0, **counts}
    return {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1, **counts}


def _recall(tally: Tally) -> dict[str, float | int]:
    return {"gold": tally.gold, "found": tally.hits, "recall": tally.recall if tally.gold else 1.0}


def _bootstrap(rows: Sequence[tuple[int, int, int]], rounds: int, seed: int) -> tuple[float, float] | None:
    if rounds < 1 or not rows:
        return None
    rng = random.Random(seed)
    values: list[float] = []
    for _ in range(rounds):
        tally = Tally()
        for counts in rng.choices(rows, k=len(rows)):
            tally.add(*counts)
        values.append(float(_scores(tally)["f1"]))
    values.sort()
    return values[int(0.025 * (rounds - 1))], values[int(0.975 * (rounds - 1) + 0.5)]
