"""Time expressions, each resolved to a closed interval of days against the publication date."""

from __future__ import annotations

from typing import Literal

from spacy.language import Language

from onrecord.pipes.periods.component import Periods

__all__ = ["Periods", "make_periods"]


@Language.factory("onrecord_periods", default_config={"ranges": "whole"})
def make_periods(nlp: Language, name: str, *, ranges: Literal["whole", "ends"]) -> Periods:
    """Make the component.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        ranges: "whole" makes "1980 to 2012" one period, "ends" two.
    """
    return Periods(ranges=ranges)
