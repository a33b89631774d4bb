"""What says how likely a figure's unit, measured phrase and period are all right."""

from __future__ import annotations

from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.figure import Figure
from onrecord.pipes.scoring import Features, log_odds


def features_of(context: Context, figure: Figure) -> Features:
    """The features of a finished figure by name; ``product`` is that of the model's probabilities."""
    period = context.pointers.best("period", context.anchor(figure))
    words = len(figure.measured["text"].split()) if figure.measured is not None else 0
    return {
        "bias": 1.0,
        "product": log_odds(figure.score),
        "period": log_odds(period["score"]) if period is not None else 0.0,
        "no period": float(figure.period is None),
        "another period": float(figure.period is None and context.periods.touches(*context.sentence(figure))),
        "no measured": float(words == 0),
        "one word measured": float(words == 1),
        f"kind.{figure.kind}": 1.0,
    }
