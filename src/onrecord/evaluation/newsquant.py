"""Figures as quantities the way NewsQuant writes them."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.evaluation.reading import Row
from onrecord.records import Figure


def quantities_of(doc: Doc) -> Row:
    """The figures of a Doc as one row of predicted quantities."""
    figures: list[Figure] = doc._.figures
    return {"quantities": [_quantity(one) for one in figures]}


def _quantity(figure: Figure) -> Row:
    value = [float(number) for number in figure["value"]]
    return {
        "value": value[0] if len(value) == 1 else value or None,
        "normalized_unit": figure["unit"] or "-",
        "change": figure["change"] if figure["change"] != "=" else figure["comparator"],
        "concepts": (figure["measured"] or {"text": "-"})["text"].split(),
        "start": figure["span"][0],
        "end": figure["span"][1],
        "rule": figure["rule"],
    }
