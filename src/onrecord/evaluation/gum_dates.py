"""Periods as dates: the spans and closed intervals that ``score_dates`` reads.

GUM counts a range ("1980 to 2012") as two dates: load the pipeline with ``ranges="ends"``.
"""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.evaluation.reading import Row
from onrecord.records import Period


def dates_of(doc: Doc) -> Row:
    """The periods of a Doc as one row of predicted dates."""
    periods: list[Period] = doc._.periods
    return {
        "dates": [
            {
                "start": period["span"][0],
                "end": period["span"][1],
                "intervals": [[period["first"], period["last"]]],
                "rule": period["rule"],
            }
            for period in periods
        ]
    }
