"""The article this project was asked for, which lies outside it: what must be right in it, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord import FigureClaim, StatementClaim
from onrecord.claims import Claim

ARTICLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "articles" / "one-in-one-out.txt"
MINISTER, SPOKESMAN, OMBUDSMAN = "Shabana Mahmood", "prime minister's official spokesman", "Claire Hédon"

pytestmark = [pytest.mark.model, pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not here")]


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    return [*onrecord.extract(ARTICLE.read_text(encoding="utf-8").strip(), published="2026-02-10")]


def said(claims: list[Claim]) -> list[StatementClaim]:
    return [claim for claim in claims if isinstance(claim, StatementClaim)]


def counted(claims: list[Claim]) -> list[FigureClaim]:
    return [claim for claim in claims if isinstance(claim, FigureClaim)]


def test_three_names_resolve_to_the_minister(claims: list[Claim]) -> None:
    sources = {
        one.source.exact
        for one in said(claims)
        if one.speaker and one.speaker.name == MINISTER and one.source
    }
    assert sources >= {"Home Secretary Shabana Mahmood", "Ms Mahmood", "the Home Secretary"}


def test_nobody_else_speaks(claims: list[Claim]) -> None:
    speakers = {one.speaker.name for one in said(claims) if one.speaker}
    assert speakers == {MINISTER, SPOKESMAN, OMBUDSMAN, "government figures"}
    assert all(one.speaker is not None for one in said(claims))


def test_the_spokesman_stays_without_a_name(claims: list[Claim]) -> None:
    kinds = {one.speaker.kind for one in said(claims) if one.speaker and one.speaker.name == SPOKESMAN}
    assert kinds == {"unnamed"}


def test_three_counts_are_three_things_and_nobody_states_them(claims: list[Claim]) -> None:
    found = {one.value: one for one in counted(claims) if one.value in (350, 281, 69)}
    assert len(found) == 3
    assert len({one.measured.text for one in found.values() if one.measured}) == 3
    assert all(one.speaker is None and one.statement is None for one in found.values())


def test_the_bound_the_year_and_the_source_of_the_crossings(claims: list[Claim]) -> None:
    (crossed,) = [one for one in counted(claims) if one.value == 41000]
    assert (crossed.comparator, crossed.unit) == (">", "person")
    assert crossed.period is not None
    assert (crossed.period.start.isoformat(), crossed.period.end.isoformat()) == ("2025-01-01", "2025-12-31")
    assert crossed.speaker is not None
    assert crossed.speaker.name == "government figures"


def test_the_second_highest_total_is_a_rank(claims: list[Claim]) -> None:
    assert [one.value for one in counted(claims) if one.figure_kind == "rank"] == [2]


def test_the_name_of_the_scheme_is_neither_quote_nor_figure(claims: list[Claim]) -> None:
    first = next(one for one in said(claims) if "scheme" in one.text)
    assert first.mode == "indirect"
    assert not [one for one in counted(claims) if one.value == 1]


def test_sub_headings_are_glued_to_nothing(claims: list[Claim]) -> None:
    headings = ("Numerical", "Communication Challenges", "Government Defends", "Context of")
    assert not [
        one for one in claims if any(heading in one.text or heading in one.sentence for heading in headings)
    ]
