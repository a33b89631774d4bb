"""Views of a database with few columns, and the metadata that makes Datasette search and facet them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

_BOTH = {
    "speaker": "speakers.name",
    "role": "claims.speaker_role",
    "outlet": "articles.outlet",
    "date": "articles.published",
    "title": "articles.title",
    "text": "claims.text",
}
_OWN = {
    "statement": {"mode": "claims.mode", "stance": "claims.cue_stance"},
    "figure": {
        "value": "claims.value",
        "value_high": "claims.value_high",
        "unit": "claims.unit",
        "comparator": "claims.comparator",
        "measured": "claims.measured_text",
        "period": "claims.period_start || '/' || claims.period_end",
        "change": "claims.change",
    },
}
_REST = {
    "outlets": "repeats.outlets",
    "first": "repeats.first",
    "first_outlet": "repeats.first_outlet",
    "confidence": "claims.confidence",
    "url": "articles.url",
    "id": "claims.id",
    "row": "claims.rowid",
}
_REPEATS = (
    " LEFT JOIN repeat_claims ON repeat_claims.claim = claims.id"
    " LEFT JOIN repeats ON repeats.id = repeat_claims.repeat"
)
_TABLES = {
    "statements": "Who said what, with all columns",
    "figures": "Figures, with all columns",
    "repeats": "The same statement or figure in several articles",
    "voices": "Speakers across articles",
    "versions": "Versions of one article, and what changed",
}


def views(joined: str) -> Iterator[str]:
    """The SQL that creates the views ``statements_basic`` and ``figures_basic``.

    Args:
        joined: Claims with their articles and speakers, as SQL.
    """
    for kind, own in _OWN.items():
        chosen = ", ".join(f"{what} AS {name}" for name, what in (_BOTH | own | _REST).items())
        source = f"{joined}{_REPEATS} WHERE claims.kind = '{kind}'"
        yield f"CREATE VIEW {kind}s_basic AS SELECT {chosen} FROM {source}"


def metadata(name: str) -> str:
    """The metadata as JSON.

    Args:
        name: What Datasette calls the database: its file name without the suffix.
    """
    tables: dict[str, Any] = {table: {"description": what} for table, what in _TABLES.items()}
    for kind, facets in (
        ("statement", ["speaker", "outlet", "stance"]),
        ("figure", ["unit", "outlet", "speaker"]),
    ):
        tables[f"{kind}s_basic"] = {
            "description": f"The {kind}s in few columns",
            "fts_table": "claims_fts",
            "fts_pk": "row",
            "facets": facets,
            "sort_desc": "date",
            "size": 50,
        }
    tables["claims"] = {"fts_table": "claims_fts", "facets": ["kind"], "size": 50}
    tables["repeats"] |= {"sort_desc": "outlets", "facets": ["kind"]}
    tables["voices"] |= {"sort_desc": "claims", "facets": ["kind"]}
    about = {"title": "Who said what, and which figure", "databases": {name: {"tables": tables}}}
    return json.dumps(about, ensure_ascii=False, indent=2)
