"""Score statements, figures and times against gold claims (the format of the gold articles).

A row is ``{"id", "text", "statements", "figures", "times"}``. Pairing is one-to-one and greedy by overlap:
statements pair if their contents share half of the longer one, figures and times if their spans share a
character. Gold items marked "optional" pair with the predictions left over after the required ones; neither
they nor those predictions are counted. A "+ x" line counts the pairs that also have x right
(``claim_checks``), over all counted predictions and all required gold items; "stated" lines count only items
that have an x. Place, per and related are counted only in articles whose figures have these labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.evaluation.claim_checks import Checks, Item, as_span, as_spans, interval, same_value
from onrecord.evaluation.pairing import pair_greedily, shared
from onrecord.evaluation.reading import Row
from onrecord.evaluation.tally import Tally, share

Check = Callable[[Item, Item], bool]

LINES = (
    "statement found", "+ source mention", "+ canonical speaker", "+ mode",
    "figure found", "+ value", "+ comparator", "+ unit", "+ value, comparator and unit", "+ measured",
    "+ time", "+ source", "stated time", "stated source",
    "stated place", "stated per", "stated related",
    "time found", "+ interval",
)  # fmt: skip
UNLABELLED = frozenset({"stated place", "stated per", "stated related"})
"""Lines for which most sets have no labels."""


def characters(value: Any) -> set[int]:
    """The character positions in a list of spans, or in a single span."""
    return {i for span in as_spans(value) for i in range(*span)}


def content_overlap(gold: Item, pred: Item) -> float:
    """Share of the longer content that is in both; 0 below one half."""
    one, two = characters(gold.get("content")), characters(pred.get("content"))
    both = len(one & two) / max(len(one), len(two), 1)
    return both if both >= 0.5 else 0.0


def span_overlap(gold: Item, pred: Item) -> float:
    """Shared characters divided by the characters in either span."""
    one, two = as_span(gold.get("span")), as_span(pred.get("span"))
    both = shared(one, two) if one and two else 0
    return both / (one[1] - one[0] + two[1] - two[0] - both) if one and two and both else 0.0


def has_a(key: str) -> Callable[[Item], bool]:
    """A test whether an item has a value for the key."""
    return lambda item: item.get(key) is not None


@dataclass(frozen=True)
class Pairing:
    """Pairs of required items and predictions, all counted predictions, and all required gold items."""

    pairs: list[tuple[Item, Item]]
    counted: list[Item]
    required: list[Item]


def pair_items(gold: Sequence[Item], pred: Sequence[Item], overlap: Callable[[Item, Item], float]) -> Pairing:
    """Pair the required gold items first, then the optional ones with the remaining predictions."""
    required = [i for i, item in enumerate(gold) if not item.get("optional")]
    optional = [i for i, item in enumerate(gold) if item.get("optional")]
    free = set(range(len(pred)))

    def take(indices: Iterable[int]) -> list[tuple[int, int]]:
        scored = ((overlap(gold[i], pred[j]), i, j) for i in indices for j in sorted(free))
        pairs = pair_greedily([row for row in scored if row[0] > 0])
        free.difference_update(j for _, j in pairs)
        return pairs

    pairs = [(gold[i], pred[j]) for i, j in take(required)]
    absorbed = {j for _, j in take(optional)}
    counted = [item for j, item in enumerate(pred) if j not in absorbed]
    return Pairing(pairs, counted, [gold[i] for i in required])


@dataclass
class Score:
    """Counts of every line, article by article."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in LINES})
    modes_right: int = 0
    modes_seen: int = 0

    def add_article(self, gold: Item, pred: Item) -> None:
        """Count one article."""
        checks = Checks(gold)
        statements = pair_items(gold.get("statements") or [], pred.get("statements") or [], content_overlap)
        self._line("statement found", statements)
        self._line("+ source mention", statements, checks.source_mention)
        self._line("+ canonical speaker", statements, checks.speaker)
        self.modes_right += self._line("+ mode", statements, checks.mode)
        self.modes_seen += len(statements.pairs)
        figures = pair_items(gold.get("figures") or [], pred.get("figures") or [], span_overlap)
        self._line("figure found", figures)
        self._line("+ value", figures, same_value)
        self._line("+ comparator", figures, checks.comparator)
        self._line("+ unit", figures, checks.unit)
        self._line("+ value, comparator and unit", figures, checks.quantity)
        self._line("+ measured", figures, checks.measured)
        self._line("+ time", figures, checks.time)
        self._line("+ source", figures, checks.figure_source)
        self._stated("stated time", figures, lambda item: interval(item.get("time")) is not None, checks.time)
        self._stated("stated source", figures, lambda item: bool(item.get("source")), checks.figure_source)
        for key, right in (("place", checks.place), ("per", checks.per), ("related", checks.related)):
            if any(key in item for item in figures.required):
                self._stated(f"stated {key}", figures, has_a(key), right)
        times = pair_items(gold.get("times") or [], pred.get("times") or [], span_overlap)
        self._line("time found", times)
        self._line("+ interval", times, checks.interval)

    def _line(self, name: str, pairing: Pairing, right: Check = lambda gold, pred: True) -> int:
        hits = sum(right(gold, pred) for gold, pred in pairing.pairs)
        self.tallies[name].add(hits, len(pairing.counted), len(pairing.required))
        return hits

    def _stated(self, name: str, pairing: Pairing, has: Callable[[Item], bool], right: Check) -> None:
        hits = sum(has(gold) and has(pred) and right(gold, pred) for gold, pred in pairing.pairs)
        self.tallies[name].add(hits, sum(map(has, pairing.counted)), sum(map(has, pairing.required)))

    def result(self) -> dict[str, Any]:
        """Scores by line, rounded to four digits."""
        out: dict[str, Any] = {}
        group = ""
        for name, tally in self.tallies.items():
            group = name.split()[0] if name.endswith("found") else group
            if name in UNLABELLED and not tally.gold + tally.pred:
                continue
            scores = {key: round(getattr(tally, key), 4) for key in ("precision", "recall", "f1")}
            out[f"{group}: {name}"] = {**scores, "tp": tally.hits, "pred": tally.pred, "gold": tally.gold}
        out["statement: mode accuracy"] = round(share(self.modes_right, self.modes_seen), 4)
        return out


def score_claims(
    gold_rows: Iterable[Row], pred_rows: Iterable[Row], *, per_article: bool = False
) -> dict[str, Any]:
    """All lines over a labelled set.

    Args:
        gold_rows: Gold articles.
        pred_rows: Predicted articles; a missing one counts as an article without predictions.
        per_article: Also return the lines of every article, under "articles".
    """
    guesses = {str(row["id"]): row for row in pred_rows}
    total = Score()
    articles: dict[str, Any] = {}
    for row in gold_rows:
        guess = guesses.get(str(row["id"]), {})
        total.add_article(row, guess)
        if per_article:
            single = Score()
            single.add_article(row, guess)
            articles[str(row["id"])] = single.result()
    return {**total.result(), **({"articles": articles} if per_article else {})}
