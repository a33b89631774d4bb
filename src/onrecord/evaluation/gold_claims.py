"""Statements, figures and periods in the format of the gold articles."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.evaluation.reading import Row
from onrecord.records import Cluster, Figure, Period, Statement


def claims_of(doc: Doc) -> Row:
    """All records of a Doc as one row of predicted claims; attitudes are left out."""
    statements: list[Statement] = doc._.statements
    figures: list[Figure] = doc._.figures
    clusters: list[Cluster] = doc._.clusters
    periods: list[Period] = doc._.periods
    reported = [item for item in statements if not item["attitude"]]
    return {
        "statements": [_statement(item, clusters) for item in reported],
        "figures": [
            {
                **_figure(i, item, reported, clusters, periods, doc._.published),
                "related_span": None if item["related"] is None else figures[item["related"]]["span"],
            }
            for i, item in enumerate(figures)
        ],
        "times": [{"span": item["span"], **_interval(item), "rule": item["rule"]} for item in periods],
    }


def _statement(statement: Statement, clusters: list[Cluster]) -> Row:
    cluster = _cluster(statement, clusters)
    return {
        "mode": statement["mode"],
        "content": statement["content"],
        "cue": statement["cue"],
        "source": statement["source"],
        "speaker": cluster["name"] if cluster else None,
        "speaker_kind": cluster["kind"] if cluster else None,
        "role": cluster["role"] if cluster else None,
        "negated": statement["negated"],
        "figures": statement["figures"],
        "rule": statement["rule"],
    }


def _figure(
    index: int,
    figure: Figure,
    statements: list[Statement],
    clusters: list[Cluster],
    periods: list[Period],
    published: str,
) -> Row:
    value = [float(number) for number in figure["value"]]
    measured = figure["measured"]
    around = [one for one in statements if index in one["figures"]]
    said = _cluster(min(around, key=_length), clusters) if around else None
    return {
        "span": figure["span"],
        "value": value[0] if len(value) == 1 else value or None,
        "comparator": figure["comparator"],
        "unit": figure["unit"],
        "kind": figure["kind"],
        "measured": measured["text"] if measured else None,
        "measured_span": measured["span"] if measured else None,
        "change": figure["change"],
        "per": figure["per"],
        "place": figure["place"],
        "related": figure["related"],
        "time": _holds(figure, periods, published),
        "source": said["name"] if said else None,
        "rule": figure["rule"],
    }


def _cluster(statement: Statement, clusters: list[Cluster]) -> Cluster | None:
    return None if statement["cluster"] is None else clusters[statement["cluster"]]


def _length(statement: Statement) -> int:
    return sum(end - start for start, end in statement["content"])


def _holds(figure: Figure, periods: list[Period], published: str) -> Row | None:
    """The figure's period; with "since", it lasts until publication."""
    if figure["period"] is None:
        return None
    interval = _interval(periods[figure["period"]])
    if figure["since"] and published >= interval["start"]:
        interval["end"] = published
    return interval


def _interval(period: Period) -> Row:
    return {"start": period["first"], "end": period["last"]}
