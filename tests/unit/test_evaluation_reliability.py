"""How reliable scores are, on records judged by hand."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.evaluation.reliability import Judged, judge, reliability

TEXT = "Ada Crane said rain fell. Some 40 ships sank in May."


def statement(speaker: str, **more: Any) -> dict[str, Any]:
    return {"content": [[15, 24]], "source": [0, 9], "speaker": speaker, "speaker_kind": "person", **more}


def figure(**more: Any) -> dict[str, Any]:
    whole = {"unit": "ship", "measured": "ships", "time": {"start": "2025-05-01", "end": "2025-05-31"}}
    return {"span": [26, 39], "value": 40, **whole, **more}


@pytest.mark.parametrize(("speaker", "right"), [("Ada Crane", True), ("Bo Lind", False)])
def test_a_statement_is_right_with_its_speaker(speaker: str, right: bool) -> None:
    judged, wanted = judge(
        "statements", {"text": TEXT, "statements": [statement("Ada Crane")]}, [statement(speaker)]
    )
    assert [(one.paired, one.right) for one in judged] == [(True, right)]
    assert wanted == 1


@pytest.mark.parametrize(
    ("gold", "pred", "right"),
    [
        ({}, {}, True),
        ({}, {"value": 41}, False),
        ({"value": None}, {"value": 41}, True),
        ({}, {"unit": "boat"}, False),
        ({}, {"measured": "rain"}, False),
        ({}, {"time": None}, False),
    ],
)
def test_a_figure_is_right_with_all_that_is_labelled(gold: dict, pred: dict, right: bool) -> None:
    ((one,), _) = judge("figures", {"text": TEXT, "figures": [figure(**gold)]}, [figure(**pred)])
    assert one.right is right


def test_what_pairs_with_nothing_is_wrong_and_what_is_optional_does_not_count() -> None:
    optional = statement("Ada Crane", optional=True)
    assert judge("statements", {"text": TEXT, "statements": [optional]}, [statement("Bo Lind")]) == ([], 0)
    ((one,), wanted) = judge("statements", {"text": TEXT, "statements": []}, [statement("Bo Lind")])
    assert (one.paired, one.right, wanted) == (False, False, 0)


def test_the_report_of_twenty_scores() -> None:
    scores = [0.05 * i for i in range(1, 21)]
    judged = [Judged({}, paired=True, right=i >= 10) for i in range(20)]
    lines = reliability(scores, judged, 12, [0.9]).split("\n")
    # Two neighbours are a group, 0.075 to 0.975 on average: the error is their mean distance to 0 or 1.
    assert lines[0] == "20 found, 0.500 right, calibration error 0.250"
    assert lines[1] == "precision 0.9 from 0.500 on: recall 0.833"
    assert lines[2] == "wrong ones above 0.8: 0 of 10"
    assert lines[3] == "  0.075 said, 0.000 right"
