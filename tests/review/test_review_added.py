"""Claims the program missed: added, kept, taken back, exported like any other, counted as misses."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from onrecord.claims import FigureClaim, StatementClaim, check_article, json_schema
from onrecord.errors import ClaimError
from onrecord.review import Articles, Filters, Order, Session
from onrecord.review.additions import sentence_around
from onrecord.review.missed import recall
from onrecord.review.opening import Decided
from onrecord.review.passages import Passage
from onrecord.review.results.agreement import measure
from onrecord.review.results.export import Gold, decision_rows, reviewed_claims
from onrecord.review.results.outcome import Outcomes
from onrecord.review.summary import closing_lines, done_line, standing_lines

Open = Callable[..., Session]
RAISED = "the outer wall raised by a metre before the autumn gales"


def bounds(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def add(session: Session, words: str, kind: Any = "statement", **changes: str) -> Any:
    start, end = bounds(session.passage().text, words)
    return session.add(session.draft(kind, start, end), changes)


def exported(path: Path, reviewer: str = "") -> list[Any]:
    with closing(Outcomes(path)) as outcomes:
        return list(reviewed_claims(outcomes, reviewer))


def test_an_added_claim_is_exported_like_any_other(open_review: Open, claims_path: Path, make: Any) -> None:
    session = open_review()
    session.decide("accept")
    add(session, RAISED, speaker="Ada Crane", cue="wants", source="Crane")
    add(session, "300 people", "statement")
    found = exported(claims_path)
    assert [claim.text for claim in found][1:] == [RAISED, "300 people"]
    check_article(found, make.text)
    said = found[1]
    assert isinstance(said, StatementClaim)
    assert said.sentence.startswith("Crane, who has run the harbour since 2011, wants")
    assert said.sentence.endswith("autumn gales.")
    assert (said.speaker and said.speaker.name, said.rule) == ("Ada Crane", "reviewer.added")
    for claim in found:
        jsonschema.validate(json.loads(claim.model_dump_json()), json_schema())


def test_a_figure_is_read_off_its_words_and_joins_the_statement_around_it(
    open_review: Open, claims_path: Path, make: Any
) -> None:
    session = open_review()
    add(session, "a metre", "figure", value="1", unit="metre")
    assert session.draft("figure", *bounds(make.text, "12 per cent of moorings")).model_dump()["value"] == 12
    add(session, RAISED, speaker="Ada Crane")
    metre, said = exported(claims_path)
    assert isinstance(metre, FigureClaim)
    assert (metre.statement, metre.speaker) == (said.id, said.speaker)
    assert said.figures == [metre.id]
    check_article([metre, said], make.text)


def test_an_added_figure_belongs_to_an_accepted_statement(
    open_review: Open, claims_path: Path, make: Any
) -> None:
    session = open_review(order=Order.article)
    session.decide("accept")
    add(session, "last year", "figure", value="1", unit="year")
    said, year = exported(claims_path)
    assert said.figures == [year.id]
    check_article([said, year], make.text)


def test_added_claims_survive_reopening_and_are_taken_back(open_review: Open, claims_path: Path) -> None:
    session = open_review()
    first = add(session, RAISED)
    add(session, RAISED, speaker="Ada Crane")
    assert done_line(session) == f"added: {RAISED}"
    session.close()
    again = open_review()
    assert again.queue.gone == 0
    assert [claim.speaker.name for claim in again.additions] == ["Ada Crane"]
    again.undo()
    assert list(again.additions) == [first]
    again.undo()
    assert list(again.additions) == []
    assert again.undo() is None
    assert exported(claims_path) == []


def test_what_the_program_found_is_not_added(
    open_review: Open, claims_path: Path, records: list[Any], make: Any
) -> None:
    session = open_review()
    with pytest.raises(ClaimError, match="the program found this figure"):
        add(session, "300 people", "figure")
    make.write(claims_path, records[:-1])
    earlier = open_review()
    add(earlier, "300 people", "figure")
    assert len(list(earlier.additions)) == 1
    make.write(claims_path, records)  # a later version finds it
    assert list(open_review().additions) == []
    assert exported(claims_path) == []


def test_reviewers_who_add_different_things(open_review: Open, claims_path: Path) -> None:
    add(open_review("ann"), RAISED, speaker="Ada Crane")
    add(open_review("bob"), RAISED, speaker="Tobias Fell")
    add(open_review("bob"), "The council has put the work off twice")
    with closing(Outcomes(claims_path)) as outcomes:
        assert [claim.text[:11] for claim in reviewed_claims(outcomes)] == ["The council"]
        assert outcomes.disputed == 1
    assert len(exported(claims_path, "bob")) == 2


def test_gold_and_decisions_have_what_was_added(open_review: Open, claims_path: Path) -> None:
    session = open_review()
    while session.decide("accept"):
        pass
    added = add(session, RAISED, speaker="Ada Crane")
    with closing(Outcomes(claims_path)) as outcomes:
        (row,) = Gold(outcomes, Articles([claims_path.parent])).rows()
        assert list(added.offsets[0]) in [one["content"][0] for one in row["statements"]]
        last = list(decision_rows(outcomes))[-1]
    assert (last["verdict"], last["before"], last["after"]["text"]) == ("add", {}, RAISED)


def test_a_sample_counts_added_claims_as_misses(open_review: Open) -> None:
    session = open_review(sample=5)
    for verdict in ("accept", "accept", "accept", "accept", "reject"):
        session.decide(verdict)  # type: ignore[arg-type]
    assert recall(session) is None
    assert any("i adds a claim that was missed" in line for line in closing_lines(session))
    add(session, RAISED)
    found = recall(session)
    assert found
    assert found.found.share == pytest.approx(4 / 5)  # four of five are right, one more was missed
    assert found.found.low < 0.8 < found.found.high
    assert any("recall:" in line and "80.0%" in line and "1 added" in line for line in closing_lines(session))


def test_recall_is_of_what_the_sample_is_drawn_from(open_review: Open) -> None:
    session = open_review(sample=3, filters=Filters(kind="figure"))
    while session.decide("accept"):
        pass
    add(session, RAISED)  # a statement
    assert recall(session) is None
    add(session, "a metre", "figure")
    found = recall(session)
    assert found
    assert found.found.share == pytest.approx(3 / 4)
    narrow = open_review("bob", sample=3, filters=Filters(speaker="Crane"))
    narrow.decide("accept")
    add(narrow, RAISED)
    assert recall(narrow) is None


@pytest.mark.parametrize(
    ("marked", "sentence"),
    [
        ("Second one", "Second one is here."),
        ("first", "The first."),
        ("he said", "“Third?” he said."),
        ("no end", "no end"),
    ],
)
def test_the_sentence_of_marked_words(marked: str, sentence: str) -> None:
    text = "The first. Second one is here. “Third?” he said.\nno end"
    assert sentence_around(Passage(text, 0, True), *bounds(text, marked)) == sentence


def here(session: Session) -> str:
    return session.claim.text if session.claim else ""


def test_an_added_claim_is_next_in_the_queue(open_review: Open) -> None:
    session = open_review(order=Order.article)
    before, shown = session.progress(), here(session)
    add(session, RAISED)
    assert here(session) == shown
    assert session.progress().done == before.done + 1
    session.queue.move(1)
    assert here(session) == RAISED
    assert session.status.name == "add"
    session.close()
    again = open_review(order=Order.article)
    assert len(again.queue) == 6
    again.queue.move(5)
    assert here(again) == RAISED  # after what was found in the article
    assert again.search("raised by a metre").total == 6
    assert here(open_review(decided=Decided.add)) == RAISED
    assert len(open_review("bob").queue) == 5  # others decide for themselves


def test_an_added_claim_lies_after_those_of_its_article(open_review: Open, tmp_path: Path, make: Any) -> None:
    other = [
        record | {"id": f"{number:02}" * 12, "article": record["article"] | {"id": "b.txt"}}
        for number, record in enumerate(make.claims()[3:])
    ]
    path = make.write(tmp_path / "two.jsonl", [*make.claims(), *other])
    session = open_review(path=path, order=Order.article)
    add(session, RAISED)
    session.close()
    again = open_review(path=path, order=Order.article)
    assert [int(row) for row in again.queue.rows] == [0, 1, 2, 3, 4, 7, 5, 6]
    only = open_review(path=path, order=Order.article, filters=Filters(kind="statement"))
    assert [int(row) for row in only.queue.rows] == [0, 2, 7]


def test_an_added_claim_is_corrected_rejected_and_taken_back_like_any_other(
    open_review: Open, claims_path: Path
) -> None:
    session = open_review()
    add(session, RAISED, speaker="Ada Crane")
    session.queue.move(1)
    session.edit({"speaker": "Tobias Fell"})
    assert [claim.speaker.name for claim in exported(claims_path)] == ["Tobias Fell"]
    session.undo()
    assert here(session) == RAISED
    assert [claim.speaker.name for claim in exported(claims_path)] == ["Ada Crane"]
    session.decide("reject")
    assert exported(claims_path) == []
    assert list(session.additions) == []
    session.undo()
    session.flag()
    assert session.flagged
    session.undo()
    session.undo()
    assert len(session.queue) == 5
    assert exported(claims_path) == []
    assert session.progress().done == 0


def test_a_view_has_only_added_claims_that_fit(open_review: Open) -> None:
    session = open_review()
    session.show(8)  # figures
    add(session, RAISED)
    assert len(session.queue) == 3
    add(session, "a metre", "figure")
    assert len(session.queue) == 4
    session.show(1)
    assert len(session.queue) == 7


def test_added_claims_are_never_drawn(open_review: Open) -> None:
    add(open_review(), RAISED)
    session = open_review(sample=5)
    assert [len(part.rows) for part in session.sample] == [5]
    assert len(session.queue) == 6


def decide_all(session: Session) -> Session:
    while session.decide("accept"):
        pass
    return session


def test_what_only_one_reviewer_added_is_adjudicated(open_review: Open, claims_path: Path) -> None:
    add(decide_all(open_review("ann")), RAISED, speaker="Ada Crane")
    bob = open_review("bob")
    bob.decide("accept")
    assert len(open_review("zoe", role="adjudicate").queue) == 0  # bob has not read it all
    decide_all(bob)
    judge = open_review("zoe", role="adjudicate")
    assert here(judge) == RAISED
    assert list(standing_lines(judge)) == ["ann: added", "bob: did not add it"]
    assert len(exported(claims_path)) == 6
    judge.decide("reject")
    assert len(exported(claims_path)) == 5
    assert len(exported(claims_path, "ann")) == 6
    judge.undo()
    assert here(judge) == RAISED
    judge.edit({"speaker": "Tobias Fell"})
    assert exported(claims_path)[-1].speaker.name == "Tobias Fell"


def test_claims_added_in_two_ways_are_adjudicated(open_review: Open, claims_path: Path) -> None:
    add(open_review("ann"), RAISED, speaker="Ada Crane")
    bob = open_review("bob")
    add(bob, RAISED, speaker="Tobias Fell")
    judge = open_review("zoe", role="adjudicate")
    assert list(standing_lines(judge)) == [
        "ann: added",
        "bob: added",
        "  speaker: Ada Crane (person) -> Tobias Fell (person)",
    ]
    judge.decide("accept")
    assert [claim.speaker.name for claim in exported(claims_path)] == ["Ada Crane"]
    bob.undo()
    add(bob, RAISED, speaker="Ada Crane")
    assert len(open_review("zoe", role="adjudicate").queue) == 0
    add(bob, RAISED, speaker="Tern Trust (organization)")
    assert open_review("zoe", role="adjudicate").status.name == "accept"


def test_agreement_has_what_was_added(open_review: Open, claims_path: Path) -> None:
    ann, bob = decide_all(open_review("ann")), decide_all(open_review("bob"))
    add(ann, RAISED, speaker="Ada Crane")
    add(bob, RAISED, speaker="Tobias Fell")
    add(bob, "The council has put the work off twice")
    with closing(Outcomes(claims_path)) as outcomes:
        fields = {one.field: one for one in measure(outcomes)}
    assert (fields["added"].units, fields["added"].observed) == (2, 0.5)
    assert fields["added"].alpha is None
    assert (fields["speaker"].units, fields["speaker"].observed) == (6, 5 / 6)
    assert fields["verdict"].units == 5
