"""Figures: numbers that count, measure or rank, with bound, unit, measured phrase, change and period."""

from __future__ import annotations

from typing import Any

from spacy.language import Language

from onrecord import records
from onrecord.pipes.figures.component import Figures

__all__ = ["Figures", "make_figures"]


@Language.factory(
    "onrecord_figures",
    assigns=["doc._.figures", "doc.spans"],
    default_config={"units": [], "currencies": []},
)
def make_figures(
    nlp: Language, name: str, *, units: list[dict[str, Any]], currencies: list[dict[str, Any]]
) -> Figures:
    """Build the component for a pipeline.

    Extra units have name, kind, words and symbols; extra currencies have name, words, signs and countries.
    """
    records.register()
    return Figures(more_units=units, more_currencies=currencies)
