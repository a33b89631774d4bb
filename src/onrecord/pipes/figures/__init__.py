"""Figures: numbers that count, measure or rank, with bound, unit, what is measured, change and period."""

from __future__ import annotations

from spacy.language import Language

from onrecord import records
from onrecord.pipes.figures.pipe import Figures

__all__ = ["Figures", "make_figures"]


@Language.factory("onrecord_figures", assigns=["doc._.figures", "doc.spans"], default_config={"units": {}})
def make_figures(nlp: Language, name: str, *, units: dict[str, dict[str, dict[str, list[str]]]]) -> Figures:
    """Build the component for a pipeline.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        units: More units by kind and name: ``{"distance": {"smoot": {"words": ["smoot"]}}}``.
    """
    records.register()
    return Figures(entries=units)
