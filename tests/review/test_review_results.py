"""What becomes of decisions: exports that validate, agreement by hand-made numbers, adjudication."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import DoneText, in_text, run_here

from onrecord.claims import check_article, parse_claim
from onrecord.errors import ConfigError
from onrecord.review import Order, Session
from onrecord.review.articles import Articles
from onrecord.review.results.agreement import cohen_kappa, krippendorff_alpha, measure
from onrecord.review.results.export import Gold, decision_rows, reviewed_claims
from onrecord.review.results.outcome import Outcomes
from onrecord.review.summary import standing_lines

Open = Callable[..., Session]
Settle = Callable[[], Outcomes]


@pytest.fixture
def outcomes(claims_path: Path) -> Iterator[Settle]:
    opened: list[Outcomes] = []

    def settle() -> Outcomes:
        opened.append(Outcomes(claims_path))
        return opened[-1]

    yield settle
    for one in opened:
        one.close()


def decide(session: Session, *verdicts: str) -> None:
    for row, verdict in enumerate(verdicts):
        session.queue.go_to(row)
        if verdict in ("accept", "reject", "skip"):
            session.decide(verdict)  # type: ignore[arg-type]
        elif verdict:
            name, text = verdict.split("=")
            session.edit({name: text})


def test_accepting_everything_gives_the_same_claims(
    open_review: Open, outcomes: Settle, records: list[Any]
) -> None:
    decide(open_review(), *["accept"] * 5)
    assert [claim.model_dump(mode="json") for claim in reviewed_claims(outcomes())] == records


@pytest.mark.parametrize(
    "verdicts",
    [
        ["reject", "accept", "accept", "accept", "accept"],
        ["accept", "reject", "skip", "accept", ""],
        ["speaker=Ada M. Crane", "accept", "accept", "unit=per cent", "value=301"],
        ["content=93-105", "accept", "accept", "accept", "accept"],
        ["accept", "figure=49-69", "accept", "accept", "accept"],
    ],
)
def test_exported_claims_validate_together(
    open_review: Open, outcomes: Settle, make: Any, verdicts: list[str]
) -> None:
    decide(open_review(), *verdicts)
    found = list(reviewed_claims(outcomes()))
    assert len(found) == sum(one not in ("reject", "skip", "") for one in verdicts)
    check_article(found, make.text)


def test_a_corrected_statement_takes_its_figures_along(
    open_review: Open, outcomes: Settle, records: list[Any]
) -> None:
    session = open_review()
    start = records[0]["content"][0]["start"]
    end = records[0]["content"][0]["end"]
    decide(session, f"content={start}-{end - 10}", "accept")
    said, boats = reviewed_claims(outcomes())
    assert said.id != records[0]["id"]
    assert boats.kind == "figure"
    assert boats.statement == said.id
    assert said.kind == "statement"
    assert said.figures == [boats.id]


def test_only_what_reviewers_agree_on_or_an_adjudicator_settles(open_review: Open, outcomes: Settle) -> None:
    decide(open_review("ann"), "accept", "accept", "reject", "unit=per cent", "accept")
    decide(open_review("bob"), "accept", "reject", "reject", "unit=per cent", "")
    first = outcomes()
    assert [one.row for one in first.settled()] == [0, 2, 3, 4]
    assert first.disputed == 1
    assert [one.row for one in first.settled("bob")] == [0, 1, 2, 3]
    judge = open_review("zoe", role="adjudicate", order=Order.article)
    assert [int(row) for row in judge.queue.rows] == [1]
    assert list(standing_lines(judge)) == ["ann: accepted", "bob: rejected"]
    judge.decide("reject")
    again = outcomes()
    assert [one.row for one in again.settled()] == [0, 1, 2, 3, 4]
    assert again.disputed == 0
    assert [one.right is None for one in again.settled()] == [False, True, True, False, False]


def test_two_different_corrections_are_a_disagreement(open_review: Open) -> None:
    decide(open_review("ann"), "", "", "", "unit=per cent")
    decide(open_review("bob"), "", "", "", "unit=share")
    judge = open_review("zoe", role="adjudicate")
    assert list(standing_lines(judge)) == [
        "ann: corrected",
        "  unit: percent -> per cent",
        "bob: corrected",
        "  unit: percent -> share",
    ]


def test_decisions_on_what_a_claim_no_longer_says_do_not_count(
    open_review: Open, outcomes: Settle, claims_path: Path, records: list[Any], make: Any
) -> None:
    decide(open_review(), *["accept"] * 5)
    records[4]["fingerprint"] = "0" * 24
    make.write(claims_path, records)
    assert len(list(reviewed_claims(outcomes()))) == 4


def test_gold_articles_are_finished_ones_whose_text_is_here(
    open_review: Open, outcomes: Settle, claims_path: Path, make: Any
) -> None:
    session = open_review()
    decide(session, "accept", "accept", "accept", "accept")
    gold = Gold(outcomes(), Articles([claims_path.parent]))
    assert list(gold.rows()) == []
    assert gold.unfinished == 1
    decide(session, "", "", "", "", "value=301")
    gold = Gold(outcomes(), Articles([claims_path.parent]))
    (row,) = gold.rows()
    assert row["text"] == make.text
    assert row["statements"][0]["figures"] == [0]
    assert row["statements"][0]["speaker"] == "Ada Crane"
    assert [one["value"] for one in row["figures"]] == [40, 12, 301]
    gold = Gold(outcomes(), Articles())
    assert list(gold.rows()) == []
    assert gold.missing == 1


def test_decisions_as_data(open_review: Open, outcomes: Settle) -> None:
    session = open_review()
    decide(session, "accept", "reject")
    session.undo()
    session.note("odd")
    rows = list(decision_rows(outcomes()))
    assert [row["verdict"] for row in rows] == ["accept", "note"]
    assert rows[0]["confidence"] == 0.95
    assert rows[1]["after"] == {"note": "odd"}


def test_nothing_decided_is_said(claims_path: Path) -> None:
    with pytest.raises(ConfigError, match="start with onrecord review"):
        Outcomes(claims_path)


def test_kappa_by_hand() -> None:
    # 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: observed 0.7, by chance 0.5
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)
    assert cohen_kappa([("y", "y")] * 3) is None
    assert cohen_kappa([]) is None
    assert cohen_kappa([("y", "n"), ("n", "y")]) == pytest.approx(-1.0)


def test_kappa_as_published() -> None:
    # J. Cohen, A coefficient of agreement for nominal scales, 1960: 200 things, three categories, kappa .49
    table = [(88, 14, 18), (10, 40, 10), (2, 6, 12)]
    pairs = [(one, other) for one, row in enumerate(table) for other, n in enumerate(row) for _ in range(n)]
    assert cohen_kappa(pairs) == pytest.approx((0.70 - 0.41) / (1 - 0.41))


def test_alpha_as_published() -> None:
    # K. Krippendorff, Computing Krippendorff's alpha-reliability, 2011: four observers, twelve units, .743
    observers = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    units = [[value for value in unit if value != "."] for unit in zip(*observers, strict=True)]
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=5e-4)


def test_alpha_by_hand() -> None:
    # Ten things, two reviewers, values 0 and 1: fourteen 0 and six 1, four things differ.
    # 1 - (20 - 1) * 8 / (20 ** 2 - 14 ** 2 - 6 ** 2) = 1 - 152 / 168
    units = [[0, 1], [1, 0], [0, 1], [0, 1], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [1, 1]]
    assert krippendorff_alpha(units) == pytest.approx(1 - 152 / 168)
    # A third judgment: the thing's pairs are divided by two. Values a a b and c c: totals 2, 1, 2.
    # Disagreeing ordered pairs in the first thing: 4, over 2 = 2. 1 - 4 * 2 / (25 - 9) = 0.5
    assert krippendorff_alpha([["a", "a", "b"], ["c", "c"], ["d"]]) == pytest.approx(0.5)
    assert krippendorff_alpha([["a", "a"], ["a", "a"]]) is None


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=4), min_size=1, max_size=20))
def test_alpha_is_one_only_where_all_agree(units: list[list[str]]) -> None:
    alpha = krippendorff_alpha(units)
    if alpha is not None:
        assert alpha <= 1 + 1e-12
        assert math.isclose(alpha, 1) == all(len(set(unit)) == 1 for unit in units)


def test_agreement_field_by_field(open_review: Open, outcomes: Settle) -> None:
    decide(open_review("ann"), "accept", "accept", "reject", "unit=per cent", "accept")
    decide(open_review("bob"), "accept", "reject", "reject", "accept")
    found = {one.field: one for one in measure(outcomes())}
    assert (found["verdict"].units, found["verdict"].observed) == (4, 0.5)
    # accept/accept, accept/reject, reject/reject, edit/accept: by chance (2 * 2 + 1 * 2) / 16
    assert found["verdict"].kappa == {("ann", "bob"): pytest.approx((0.5 - 0.375) / (1 - 0.375))}
    assert (found["unit"].units, found["unit"].observed) == (1, 0.0)
    assert (found["speaker"].units, found["speaker"].observed) == (2, 1.0)


def test_the_commands(open_review: Open, claims_path: Path) -> None:
    decide(open_review("ann"), *["accept"] * 5)
    decide(open_review("bob"), "accept", "reject", "accept")

    def run(*arguments: str) -> DoneText:
        command, *options = arguments
        return in_text(run_here("review", command, claims_path.name, *options, cwd=claims_path.parent))

    done = run("export")
    assert [parse_claim(json.loads(line)).kind for line in done.stdout.splitlines()] == [
        "statement",
        "statement",
        "figure",
        "figure",
    ]
    assert "1 claims left out, reviewers differ" in done.stderr
    assert run("export", "--reviewer", "ann", "-o", "out.jsonl").returncode == 0
    before, after = (
        [json.loads(line) for line in (claims_path.parent / name).read_text(encoding="utf-8").splitlines()]
        for name in (claims_path.name, "out.jsonl")
    )
    assert before == after
    assert run("export", "--as", "gold").returncode == 2
    assert run("export", "--as", "poems").returncode == 2
    assert run("export", "--as", "gold", "--reviewer", "ann", "-o", "gold").returncode == 0
    assert [path.name for path in (claims_path.parent / "gold").iterdir()] == ["00001-boats-txt.json"]
    assert len(run("export", "--as", "decisions").stdout.splitlines()) == 8
    table = run("agreement").stdout.splitlines()
    assert table[1].split()[:2] == ["verdict", "3"]
    rows = json.loads(run("agreement", "--json").stdout)
    assert rows[0]["kappa"][0]["reviewers"] == ["ann", "bob"]


def test_a_correction_by_another_schema_is_shown_and_left_out(
    open_review: Open, outcomes: Settle, records: list[Any]
) -> None:
    session = open_review(order=Order.article)
    before, after = ({**records[0], "colour": colour} for colour in ("red", "blue"))
    session.store.add(
        "ann", "review", records[0]["id"], records[0]["fingerprint"], "edit", before=before, after=after
    )
    again = open_review(order=Order.article)
    again.queue.go_to(0)
    assert list(standing_lines(again)) == ["corrected:", "  colour: red -> blue"]
    found = outcomes()
    assert list(reviewed_claims(found)) == []
    assert found.unreadable == {1}
