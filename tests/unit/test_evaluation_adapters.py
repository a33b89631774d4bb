"""Doc records in the shapes the scorers read."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from onrecord.evaluation.gold_claims import claims_of
from onrecord.evaluation.gum_dates import dates_of
from onrecord.evaluation.polnear import attributions_of
from onrecord.records import Cluster, Figure, Period, Statement

VOCAB = spacy.blank("en").vocab


def parsed(table: str) -> Doc:
    """A Doc from lines of word, head (counted from 1, 0 for the root) and dependency."""
    rows = [line.split() for line in table.strip().splitlines()]
    heads = [int(head) - 1 if head != "0" else i for i, (_, head, _) in enumerate(rows)]
    return Doc(VOCAB, words=[row[0] for row in rows], heads=heads, deps=[row[2] for row in rows])


def at(doc: Doc, phrase: str) -> list[int]:
    start = doc.text.index(phrase)
    return [start, start + len(phrase)]


def statement(doc: Doc, content: str, cue: str = "", source: str = "", **other: Any) -> Statement:
    values: dict[str, Any] = {
        "mode": "indirect",
        "content": [at(doc, content)],
        "cue": [at(doc, cue)] if cue else [],
        "cue_lemma": cue,
        "stance": "neutral",
        "source": at(doc, source) if source else None,
        "cluster": None,
        "resolved_by": None,
        "said_on": None,
        "negated": False,
        "hedges": [],
        "figures": [],
        "continues": None,
        "attitude": False,
        "score": 1.0,
        "rule": "statement.clause",
        **other,
    }
    return Statement(**values)  # type: ignore[typeddict-item]


def spans(doc: Doc) -> dict[str, list[str]]:
    (row,) = attributions_of(doc)["attributions"]
    return {role: [doc.text[start:end] for start, end in row[role]] for role in ("source", "cue", "content")}


APPOSITIVE = """
    Orban       8 nsubj
    ,           4 punct
    the         4 det
    mayor       1 appos
    ,           1 punct
    did         8 aux
    not         8 advmod
    say         0 ROOT
    that        11 mark
    rain        11 nsubj
    fell        8 ccomp
    .           8 punct
"""


def test_polnear_takes_the_appositive_the_negation_and_that() -> None:
    doc = parsed(APPOSITIVE)
    doc._.statements = [statement(doc, "rain fell", "say", "Orban")]
    assert spans(doc) == {
        "source": ["Orban , the mayor ,"],
        "cue": ["did not say"],
        "content": ["that rain fell"],
    }


def test_polnear_takes_that_before_a_quotation_mark() -> None:
    doc = parsed("""
        Orban       2 nsubj
        said        0 ROOT
        that        7 mark
        ,           7 punct
        "           7 punct
        rain        7 nsubj
        fell        2 ccomp
        "           7 punct
    """)
    doc._.statements = [statement(doc, "rain fell", "said", "Orban")]
    assert spans(doc)["content"] == ['that , " rain fell']


def test_polnear_leaves_a_relative_clause_and_a_date_outside() -> None:
    doc = parsed("""
        Orban       9 nsubj
        ,           4 punct
        who         4 nsubj
        resigned    1 acl:relcl
        ,           1 punct
        on          7 case
        Monday      1 nmod
        also        9 advmod
        talked      0 ROOT
        about       11 case
        rain        9 obl
    """)
    doc._.statements = [statement(doc, "about rain", "talked", "Orban")]
    assert spans(doc) == {"source": ["Orban"], "cue": ["also talked about"], "content": [" rain"]}


def test_polnear_gives_to_and_a_pronoun_back_as_they_are() -> None:
    doc = parsed("""
        She         2 nsubj
        asked       0 ROOT
        him         2 obj
        to          5 mark
        go          2 xcomp
    """)
    doc._.statements = [statement(doc, "to go", "asked", "She")]
    assert spans(doc) == {"source": ["She"], "cue": ["asked"], "content": ["to go"]}


def test_polnear_never_lets_a_source_grow_into_cue_or_content() -> None:
    doc = parsed("""
        statement   4 nsubj
        from        3 case
        Orban       1 nmod
        helped      0 ROOT
    """)
    doc._.statements = [statement(doc, "helped", "from", "statement")]
    assert spans(doc)["source"] == ["statement"]


def test_polnear_joins_what_goes_on_from_another_statement() -> None:
    doc = parsed(APPOSITIVE)
    doc._.statements = [
        statement(doc, "rain", "say", "Orban", rule="statement.first"),
        statement(doc, "fell", continues=0),
    ]
    assert spans(doc)["content"] == ["that rain", "fell"]


def test_attitudes_can_be_left_out() -> None:
    doc = parsed(APPOSITIVE)
    doc._.statements = [statement(doc, "rain fell", "say", "Orban", attitude=True)]
    assert len(attributions_of(doc)["attributions"]) == 1
    assert attributions_of(doc, attitudes=False)["attributions"] == []
    assert claims_of(doc)["statements"] == []


def test_dates_are_closed_intervals() -> None:
    doc = parsed("Today 0 ROOT")
    doc._.periods = [
        Period(span=[0, 5], first="2026-02-10", last="2026-02-10", granularity="day", rule="period.today")
    ]
    assert dates_of(doc) == {
        "dates": [{"start": 0, "end": 5, "intervals": [["2026-02-10", "2026-02-10"]], "rule": "period.today"}]
    }


NESTED = """
    Orban   2 nsubj
    said    0 ROOT
    Reyes   4 nsubj
    claimed 2 ccomp
    3       6 nummod
    fell    4 ccomp
    today   6 obl
"""


def figure(doc: Doc, **other: Any) -> Figure:
    values: dict[str, Any] = {
        "span": at(doc, "3"),
        "value": ["3"],
        "comparator": "=",
        "unit": "tree",
        "kind": "count",
        "measured": {"text": "trees that fell", "span": None},
        "change": "=",
        "per": None,
        "period": 0,
        "place": None,
        "related": None,
        "since": False,
        "measured_by": None,
        "score": 1.0,
        "rule": "figure.count",
        **other,
    }
    return Figure(**values)  # type: ignore[typeddict-item]


def cluster(name: str) -> Cluster:
    return Cluster(name=name, kind="person", role=None, affiliation=None, gender="", mentions=[])


def nested(**other: Any) -> Doc:
    doc = parsed(NESTED)
    doc._.clusters = [cluster("Anna Orban"), cluster("Luis Reyes")]
    doc._.periods = [
        Period(span=at(doc, "today"), first="2026-02-10", last="2026-02-10", granularity="day", rule="p")
    ]
    doc._.figures = [figure(doc, **other)]
    doc._.statements = [
        statement(doc, "Reyes claimed 3 fell today", "said", "Orban", cluster=0, figures=[0]),
        statement(doc, "3 fell today", "claimed", "Reyes", cluster=1, figures=[0]),
    ]
    return doc


def test_a_figure_belongs_to_the_innermost_statement_and_its_period() -> None:
    row = claims_of(nested())
    (found,) = row["figures"]
    assert found["source"] == "Luis Reyes"
    assert found["time"] == {"start": "2026-02-10", "end": "2026-02-10"}
    assert found["value"] == 3.0
    assert [one["speaker"] for one in row["statements"]] == ["Anna Orban", "Luis Reyes"]
    assert row["times"][0]["start"] == "2026-02-10"


@pytest.mark.parametrize(
    ("written", "value"), [([], None), (["1.5"], 1.5), (["3", "1"], [3.0, 1.0]), (["0.25"], 0.25)]
)
def test_figure_values_are_numbers_pairs_or_nothing(written: list[str], value: Any) -> None:
    (found,) = claims_of(nested(value=written, period=None, measured=None))["figures"]
    assert found["value"] == value
    assert found["time"] is None
    assert found["measured"] is None


def test_a_figure_nobody_stated_has_no_source() -> None:
    doc = nested()
    doc._.statements = []
    assert claims_of(doc)["figures"][0]["source"] is None


def test_a_statement_without_a_speaker_has_none() -> None:
    doc = nested()
    doc._.statements = [statement(doc, "3 fell today", "claimed", cluster=None)]
    (found,) = claims_of(doc)["statements"]
    assert (found["speaker"], found["speaker_kind"], found["source"]) == (None, None, None)
