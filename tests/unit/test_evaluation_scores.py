"""What the scorers count, on cases small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.errors import ReaderError
from onrecord.evaluation import Options, make_task
from onrecord.evaluation.differences import excerpt, show_differences
from onrecord.evaluation.pairing import pair_greedily, pair_most
from onrecord.evaluation.pieces import normalise, overlap, quoted_spans
from onrecord.evaluation.sameness import same_name, same_unit
from onrecord.evaluation.score_attributions import score_attributions
from onrecord.evaluation.score_claims import score_claims
from onrecord.evaluation.score_dates import day_range, score_dates
from onrecord.evaluation.score_figures import score_figures

Row = dict[str, Any]

TEXT = 'Ms Orban said "the river rose by two metres on Monday", and Reyes denied it. Reyes: nobody asked.'


def at(phrase: str) -> list[int]:
    start = TEXT.index(phrase)
    return [start, start + len(phrase)]


def attribution(source: str, content: str, **other: Any) -> Row:
    return {"source": [at(source)] if source else [], "cue": [], "content": [at(content)], **other}


QUOTE = attribution("Ms Orban", '"the river rose by two metres on Monday"', **{"class": "speech"})
DENIED = attribution("Reyes", "it", **{"class": "act"})


def scores(pred: list[Row], **options: Any) -> dict[str, Any]:
    gold = [{"id": "a", "text": TEXT, "attributions": [QUOTE, DENIED]}]
    return score_attributions(gold, [{"id": "a", "attributions": pred}], **options)


def test_a_part_of_the_source_and_half_of_the_content_are_enough() -> None:
    result = scores([attribution("Orban", "river rose by two metres", rule="r")])
    assert result["attribution"]["tp"] == 1
    assert result["attribution_strict"]["tp"] == 0
    assert result["attribution_f1"] == pytest.approx(2 / 3)
    assert result["recall_by_class"]["speech"]["recall"] == 1.0
    assert result["recall_by_kind"]["direct"] == {"gold": 1, "found": 1, "recall": 1.0}
    assert result["direct_quotes"]["units"] == 1


def test_another_source_is_wrong_and_quotation_marks_do_not_count() -> None:
    result = scores([attribution("Reyes", "the river rose by two metres on Monday")])
    assert result["attribution"]["tp"] == 0
    assert result["content_only"]["tp"] == 1
    assert result["spans"]["content"]["exact"]["tp"] == 1
    assert result["direct_quotes"]["source_accuracy"] == 0.0


def test_optional_classes_are_neither_wanted_nor_punished() -> None:
    both = scores([QUOTE, DENIED], ignored=frozenset({"act"}))
    assert both["attribution"] == {
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
        "tp": 1,
        "predicted": 1,
        "gold": 1,
    }


def test_duplicates_count_once_and_no_article_is_skipped() -> None:
    assert scores([QUOTE, QUOTE])["attribution"]["predicted"] == 1
    assert scores([QUOTE, DENIED], rounds=10)["attribution_f1_95"] == [1.0, 1.0]
    assert scores([], rounds=0)["attribution_f1_95"] is None


@pytest.mark.parametrize("spans", [[[0, 5000]], [[5, 1]], [["a", 1]], [[1]], 7])
def test_spans_that_are_none_are_named(spans: Any) -> None:
    with pytest.raises(ReaderError, match="article a: malformed attribution"):
        scores([{"source": [], "cue": [], "content": spans}])


def test_the_predicted_text_must_be_the_gold_text() -> None:
    with pytest.raises(ReaderError, match="differs from the gold text"):
        score_attributions([{"id": "a", "text": "x"}], [{"id": "a", "text": "y"}])


def test_pieces_are_trimmed_and_joined() -> None:
    text = '"Yes," he said, "no."'
    assert normalise(text, [[0, 6], [15, 21]]) == ((1, 4), (17, 19))
    assert normalise(text, [[0, 4], [4, 6], [5, 6]]) == ((1, 4),)
    assert overlap((), ()) == 1.0


def test_a_quotation_left_open_ends_with_its_line() -> None:
    text = "“One.\n“Two,” he said"
    assert [text[a:b] for a, b in quoted_spans(text)] == ["One.", "Two,"]


def test_pairings_are_one_to_one() -> None:
    assert pair_greedily([(1.0, 0, 0), (3.0, 1, 0), (2.0, 1, 1)]) == [(1, 0)]
    assert pair_most([0, 1], [0, 1], lambda a, b: a == 0 or b == 0) == {0: 1, 1: 0}


def quantities(gold: list[Row], pred: list[Row], **options: Any) -> dict[str, Any]:
    return score_figures([{"id": "a", "quantities": gold}], [{"id": "a", "quantities": pred}], **options)


def test_figures_by_value_then_unit_then_change() -> None:
    gold = [
        {"value": 2, "normalized_unit": "metre", "change": "up", "concepts": ["river"], "start": 5, "end": 9},
        {"value": 7, "normalized_unit": "-", "change": "=", "concepts": ["-"]},
    ]
    pred = [
        {
            "value": 2.0,
            "normalized_unit": "Metre",
            "change": "=",
            "concepts": ["River", "bed"],
            "start": 5,
            "end": 8,
        },
        {"value": 8, "normalized_unit": "-", "change": "="},
    ]
    result = quantities(gold, pred)
    hits = {name: block["hits"] for name, block in result["one2one"].items()}
    assert hits == {
        "value": 1,
        "value+unit": 1,
        "value+change": 0,
        "value+unit+change": 0,
        "value+concept_partial": 1,
        "value+concept_complete": 0,
    }
    assert result["one2one"]["value"]["F1"] == 50.0
    assert result["span"]["exact span"]["hits"] == 0
    assert result["span"]["overlap+value+unit"] == {
        "P": 100.0,
        "R": 100.0,
        "F1": 100.0,
        "hits": 1,
        "gold": 1,
        "pred": 1,
    }


def test_the_middle_of_a_range_on_request() -> None:
    gold, pred = [{"value": [2, 4]}], [{"value": 3}]
    assert quantities(gold, pred)["cqe"]["value"]["hits"] == 0
    assert quantities(gold, pred, average_ranges=True)["cqe"]["value"]["hits"] == 1
    assert quantities([{"value": [2, None]}], [{"value": [2, None]}])["cqe"]["value"]["hits"] == 1


def test_dates_by_span_and_interval() -> None:
    text = "in May 2015, on 3 June and at 10:30 or so, later"
    gold = [
        {"start": 3, "end": 11, "when": "2015-05"},
        {"start": 16, "end": 22, "notAfter": "2015-06-03"},
        {"start": 30, "end": 35, "when": "T10:30"},
    ]
    pred = [
        {"start": 3, "end": 11, "intervals": [["2015-05-01", "2015-05-31"]]},
        {"start": 18, "end": 22, "intervals": [["2014-06-01", "2015-06-03"]]},
        {"start": 43, "end": 48, "intervals": [["2014-06-01", "2015-06-03"]]},
    ]
    row = {"id": "a", "text": text, "dates": gold, "other_time": [{"start": 43, "end": 48}]}
    result = score_dates([row], [{"id": "a", "dates": pred}])
    assert result["value"] == {"P": pytest.approx(200 / 3), "R": 100.0, "F1": pytest.approx(80)}
    assert result["ignored"] == 1
    assert result["detection_lenient"]["P"] == 100.0
    assert result["kinds"]["clock time"] == {"gold": 1}


@pytest.mark.parametrize("value", [None, "", "--04", "2015-13", "2015-02-30", "May"])
def test_what_is_no_iso_date_has_no_days(value: str | None) -> None:
    assert day_range(value) is None


def claims(gold: Row, pred: Row) -> dict[str, Any]:
    return score_claims([{"id": "a", "text": TEXT, **gold}], [{"id": "a", **pred}])


STATEMENT = {
    "content": [at("the river rose by two metres on Monday")],
    "source": at("Ms Orban"),
    "speaker": "Anna Orban",
    "speaker_kind": "person",
    "mode": "direct",
}


def test_a_statement_is_right_point_by_point() -> None:
    pred = {**STATEMENT, "speaker": "Ms Orban", "mode": "mixed", "content": STATEMENT["content"][0]}  # type: ignore[index]
    result = claims({"statements": [STATEMENT]}, {"statements": [pred]})
    assert result["statement: + canonical speaker"]["tp"] == 1
    assert result["statement: + mode"]["tp"] == 0
    assert result["statement: mode accuracy"] == 0.0


def test_optional_claims_take_what_is_left() -> None:
    optional = {**STATEMENT, "optional": True}
    gold = {"statements": [optional, STATEMENT]}
    assert claims(gold, {"statements": [STATEMENT, STATEMENT]})["statement: statement found"]["pred"] == 1
    assert claims(gold, {"statements": []})["statement: statement found"]["gold"] == 1


def test_a_figure_is_right_point_by_point() -> None:
    gold = {
        "span": at("two metres"), "value": 0.5, "kind": "ratio", "unit": "metre|yard", "comparator": "=",
        "measured": "rise of the river", "measured_span": None, "source": "Anna Orban",
        "time": {"start": "2026-02-09", "end": "2026-02-09"},
    }  # fmt: skip
    pred = {
        **gold,
        "value": 50,
        "unit": "percent",
        "measured": "",
        "measured_span": at("river rose"),
        "source": "Orban",
    }
    result = claims({"figures": [gold], "statements": [STATEMENT]}, {"figures": [pred]})
    right = {
        key.split("+ ")[1] for key, line in result.items() if key.startswith("figure: + ") and line["tp"]
    }
    assert right == {"value", "comparator", "time", "source"}
    assert result["figure: stated time"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("key", "gold", "pred", "right"),
    [
        ("per", "week|month", "a Week", True),
        ("per", "1,000 births", "1000 births", True),
        ("per", "week", "year", False),
        ("place", [0, 4], [2, 9], True),
        ("place", [0, 4], [4, 9], False),
        ("related", 1, [14, 16], True),
        ("related", 1, [0, 2], False),
    ],
)
def test_what_a_figure_is_reckoned_by_where_it_holds_and_what_it_belongs_to(
    key: str, gold: Any, pred: Any, right: bool
) -> None:
    figures = [{"span": [10, 12], key: gold}, {"span": [14, 18], key: None}]
    guess = {"span": [10, 12], key: pred, "related_span": pred}
    result = claims({"figures": figures}, {"figures": [guess]})
    line = result[f"figure: stated {key}"]
    assert (line["tp"], line["pred"], line["gold"]) == (int(right), 1, 1)
    assert [name for name in result if name.startswith("figure: stated ")][2:] == [f"figure: stated {key}"]


@pytest.mark.parametrize(
    ("gold", "pred", "kind", "same"),
    [
        ("Shirin Ortega", "Ms Ortega", "person", True),
        ("Shirin Ortega", "S. Ortega", "person", True),
        ("Shirin Ortega", "Khalid Ortega", "person", False),
        ("Ministry of Deep Rivers", "MDR", "organization", True),
        ("Ministry of Deep Rivers", "Harbour Office", "organization", False),
        ("Élodie Petit, mayor", "Elodie Petit's", "person", True),
    ],
)
def test_names(gold: str, pred: str, kind: str, same: bool) -> None:
    assert same_name(gold, pred, kind) is same


def test_units() -> None:
    assert same_unit("person", "people")
    assert same_unit("USD|CAD", "CAD")
    assert same_unit("asylum seeker", "seekers")
    assert not same_unit("person", "")


def differing(task: str, gold: Row, pred: Row) -> list[tuple[str, str]]:
    found = make_task(task, Options()).differences([{"id": "a", "text": TEXT, **gold}], [{"id": "a", **pred}])
    return [(one.kind, one.group) for one in found]


def test_differences_between_attributions() -> None:
    pred = [
        attribution("Reyes", "the river rose by two metres on Monday", rule="r"),
        attribution("", "nobody asked", rule="s"),
    ]
    assert differing("attributions", {"attributions": [QUOTE, DENIED]}, {"attributions": pred}) == [
        ("wrong source", "speech, direct / r"),
        ("missed", "act, indirect"),
        ("spurious", "s"),
    ]


def test_differences_between_figures() -> None:
    gold = [{"value": 2, "normalized_unit": "metre", "change": "=", "concepts": ["river"]}, {"value": 7}]
    pred = [
        {"value": 2, "normalized_unit": "yard", "change": "up", "concepts": ["bed"], "rule": "r"},
        {"value": 9, "rule": "s"},
    ]
    assert differing("figures", {"quantities": gold}, {"quantities": pred}) == [
        ("wrong unit", "r"),
        ("wrong change", "r"),
        ("wrong concepts", "r"),
        ("missed", "gold"),
        ("spurious", "s"),
    ]


def test_differences_between_dates() -> None:
    gold = [{"start": 47, "end": 53, "when": "2026-02-09"}, {"start": 0, "end": 2, "when": "2026"}]
    pred = [{"start": 47, "end": 53, "intervals": [["2026-02-16", "2026-02-16"]], "rule": "r"}]
    assert differing("dates", {"dates": gold}, {"dates": pred}) == [
        ("wrong interval", "weekday / r"),
        ("missed", "other"),
    ]


def test_differences_between_claims() -> None:
    wrong = {**STATEMENT, "speaker": "Luis Reyes", "rule": "r"}
    more = {**STATEMENT, "content": [at("nobody asked")], "rule": "s"}
    time = {"span": at("Monday"), "start": "2026-02-09"}
    assert differing(
        "claims",
        {"statements": [STATEMENT], "times": [time]},
        {"statements": [wrong, more], "times": [{**time, "start": "2026-02-16", "rule": "t"}]},
    ) == [("statement spurious", "s"), ("statement: wrong speaker", "r"), ("time: wrong interval", "t")]


def test_an_excerpt_marks_spans_and_stays_harmless() -> None:
    text = "\x1b[31mOrban\u202e said\nso."
    assert (
        excerpt(text, [("source", (5, 10)), ("cue", (12, 16)), ("content", (14, 19))])
        == " [31m{Orban}  <said> so."
    )
    assert excerpt("x" * 500, [("content", (100, 400))]).count("...") == 3
    assert excerpt("nothing marked", []) == "nothing marked"


def test_the_error_view_counts_groups_and_draws_items() -> None:
    task = make_task("attributions", Options())
    gold = [
        {"id": str(i), "text": TEXT, "attributions": [{**QUOTE, "cue": [at("said")]}, DENIED]}
        for i in range(5)
    ]
    shown = show_differences(task.differences(gold, []), 3)
    assert "== missed: 10  (speech, direct 5, act, indirect 5)" in shown
    assert "cues: said 5" in shown
    assert shown.count("\n[") == 3
    assert shown == show_differences(task.differences(gold, []), 3)
    assert '{Ms Orban} <said> "[the river rose' in shown
