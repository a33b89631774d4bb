"""What the pages are made of: texts found again, places in the text, speakers, figures, days."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from claim_records import Record, article_record, figure_record
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims import parse_claim
from onrecord.report import Material, read_material, shown
from onrecord.report.figures import gather_figures, longest_series
from onrecord.report.material import ArticleClaims
from onrecord.report.plot import BOTTOM, LEFT, RIGHT, TOP
from onrecord.report.reading import read_article
from onrecord.report.speakers import gather_speakers
from onrecord.report.timeline import MOST_BARS, timeline

Put = Callable[..., Path]


@pytest.fixture
def town(town_claims: Path) -> Material:
    return read_material(town_claims)


def by_title(material: Material, words: str) -> ArticleClaims:
    return next(article for article in material.articles if words in (article.ref.title or ""))


def test_the_newest_article_comes_first(town: Material) -> None:
    days = [article.ref.published for article in town.articles]
    assert days == sorted(days, reverse=True)  # type: ignore[type-var]


def test_texts_are_found_beside_the_claims(town: Material, stories: list[Any]) -> None:
    assert {article.text for article in town.articles} == {story.text for story in stories}


@pytest.mark.parametrize("how", ["manifest", "folder", "another text", "nothing"])
def test_texts_of_rows_with_their_own_ids(how: str, tmp_path: Path, story: Any, put: Put) -> None:
    """Articles of a JSONL file do not say where they were: the manifest does, or the user."""
    one = story("row-7", "The mayor, Ada Crane, said that the bridge would open.\n")
    one.statement("the bridge would open", source="Ada Crane", cue="said", by="Ada Crane")
    claims = put(tmp_path, [one])
    (tmp_path / "row-7").unlink()
    rows = tmp_path / "elsewhere" / "wire.jsonl"
    rows.parent.mkdir()
    text = one.text + "Later words.\n" if how == "another text" else one.text
    rows.write_text("".join(json.dumps({"id": "x", "text": words}) + "\n" for words in ("Other.", text)))
    if how in ("manifest", "another text"):
        (tmp_path / "manifest.json").write_text(json.dumps({"inputs": ["-", "gone", "elsewhere/wire.jsonl"]}))
    material = read_material(claims, articles=[rows.parent] if how == "folder" else [])
    (article,) = material.articles
    assert article.text == (one.text if how in ("manifest", "folder") else None)


@pytest.mark.parametrize(
    "manifest", ["no json", "[]", '{"inputs": 3}', '{"inputs": [null, "a\\u0000b"]}', "[" * 99_999]
)
def test_a_broken_manifest_is_no_manifest(
    manifest: str, tmp_path: Path, stories: list[Any], put: Put
) -> None:
    claims = put(tmp_path, stories[:1])
    (tmp_path / stories[0].article["id"]).unlink()
    (tmp_path / "manifest.json").write_text(manifest)
    assert read_material(claims).articles[0].text is None


def test_the_text_is_shown_whole_and_marks_are_where_the_claims_are(town: Material) -> None:
    for article in town.articles:
        reading = read_article(article)
        assert reading.whole
        assert not reading.homeless
        assert article.text is not None
        for paragraph in reading.paragraphs:
            assert "".join(span.text for span in paragraph.spans) == paragraph.text
        found: dict[tuple[str, str], str] = {}
        for span in (one for paragraph in reading.paragraphs for one in paragraph.spans):
            for role in span.roles.split():
                for claim in span.claims.split():
                    found[claim, role] = found.get((claim, role), "") + span.text
        for statement in article.statements:
            assert found[statement.id, "content"].endswith(statement.content[-1].exact)
        for figure in article.figures:
            assert found[figure.id, "figure"].endswith(figure.text)
        assert sorted(claim.id for one in reading.paragraphs for claim in one.claims) == sorted(
            claim.id for claim in article.claims
        )
        begins = [ident for one in reading.paragraphs for span in one.spans for ident in span.begins]
        assert sorted(begins) == sorted(claim.id for claim in article.claims)


def test_without_the_text_the_sentences_are_shown(tmp_path: Path, stories: list[Any], put: Put) -> None:
    claims = put(tmp_path, stories)
    for one in stories:
        (tmp_path / one.article["id"]).unlink()
    for article, one in zip(
        read_material(claims).articles,
        reversed(sorted(stories, key=lambda one: one.article["published"])),
        strict=True,
    ):
        reading = read_article(article)
        assert not reading.whole
        assert not reading.homeless
        for paragraph in reading.paragraphs:
            assert one.text[paragraph.start : paragraph.end] == paragraph.text
            assert "".join(span.text for span in paragraph.spans) == paragraph.text
        said = " ".join(paragraph.text for paragraph in reading.paragraphs)
        for claim in article.claims:
            assert claim.text.split(" … ")[0] in said


def test_a_claim_that_does_not_fit_its_text_marks_nothing(
    tmp_path: Path, stories: list[Any], put: Put
) -> None:
    claims = put(tmp_path, stories[:1])
    rows = [json.loads(line) for line in claims.read_text().splitlines()]
    span = rows[0]["span"] if rows[0]["kind"] == "figure" else rows[0]["content"][0]
    span |= {"start": span["start"] + 9000, "end": span["end"] + 9000}
    claims.write_text("".join(json.dumps(row) + "\n" for row in rows))
    (article,) = read_material(claims).articles
    reading = read_article(article)
    assert [claim.id for claim in reading.homeless] == [rows[0]["id"]]
    assert rows[0]["id"] not in " ".join(one.claims for part in reading.paragraphs for one in part.spans)


@given(
    st.lists(st.tuples(st.integers(0, 39), st.integers(1, 12)), max_size=12),
    st.text("a b\n", min_size=52, max_size=52),
)
def test_any_overlapping_figures_leave_the_text_as_it_is(places: list[tuple[int, int]], text: str) -> None:
    claims = []
    for number, (start, length) in enumerate(places):
        span = {"start": start, "end": start + length, "exact": text[start : start + length]}
        claims.append(a_figure(span, id=f"{number:024x}"))
    article = ArticleClaims("0" * 24, claims[0].article if claims else None, claims, text)  # type: ignore[arg-type]
    reading = read_article(article)
    assert "\n".join("".join(one.text for one in part.spans) for part in reading.paragraphs) == "\n".join(
        line for line in text.split("\n") if line.strip()
    )
    for part in reading.paragraphs:
        at = part.start
        for styled in part.spans:
            covered = {c.id for c in claims if c.span.start <= at < c.span.end and c not in reading.homeless}
            assert covered == set(styled.claims.split())
            assert styled.roles == ("figure" if covered else "")
            at += len(styled.text)


def a_figure(span: Record, **more: Any) -> Any:
    article = article_record("a", "") | more.pop("article", {})
    return parse_claim(
        figure_record(article, {"prefix": "", "suffix": "", **span}, more.pop("value", 1), "boat", **more)
    )


def test_speakers_with_a_full_name_are_one_over_all_articles(town: Material) -> None:
    voices = {voice.name: voice for voice in gather_speakers(town)}
    assert len(voices["Maud Ellery"].articles) == 4
    assert voices["Maud Ellery"].statements == 8
    assert voices["Maud Ellery"].roles == ["housing officer"]
    assert (voices["Fenbury Council"].statements, voices["Fenbury Council"].figures) == (4, 4)
    assert voices["Fenbury Council"].outlets[0] == "The Fenbury Echo"


def test_speakers_without_a_name_stay_in_their_article(tmp_path: Path, story: Any, put: Put) -> None:
    both = []
    for name in ("one", "two"):
        one = story(f"{name}.txt", f"{name}: A guard said the gate was shut. Crane said it was open.\n")
        one.statement("the gate was shut", source="A guard", cue="said", by="guard")["speaker"]["kind"] = (
            "unnamed"
        )
        one.statement("it was open", source="Crane", cue="said", by="Crane")
        both.append(one)
    voices = gather_speakers(read_material(put(tmp_path, both)))
    assert [voice.name for voice in voices] == ["Crane", "Crane", "guard", "guard"]
    assert len({voice.key for voice in voices}) == 4


def test_figures_that_measure_the_same_are_plotted_over_time(town: Material) -> None:
    kinds = {kind.name: kind for kind in gather_figures(town)}
    series = kinds["count"].groups[0]
    assert series.measured == "households on the waiting list in Fenbury"
    assert [one.claim.value for one in series.figures] == [3850, 4120, 4310, 4260]
    assert series.plot is not None
    assert not series.plot.from_zero
    heights = [dot.top for dot in series.plot.dots]
    assert heights.index(min(heights)) == 2, "the highest value is at the top"
    assert [dot.left for dot in series.plot.dots] == sorted(dot.left for dot in series.plot.dots)
    for dot in series.plot.dots:
        assert LEFT <= dot.left < dot.right <= RIGHT
        assert TOP <= dot.top <= dot.bottom <= BOTTOM
    assert longest_series(list(kinds.values())) == [series]
    assert sum(kind.figures for kind in kinds.values()) == sum(len(one.figures) for one in town.articles)


def test_one_word_is_not_enough_to_put_figures_of_two_articles_together(
    tmp_path: Path, story: Any, put: Put
) -> None:
    both = []
    for name, number in (("one", 5), ("two", 9)):
        one = story(f"{name}.txt", f"{name}: There were {number} boats.\n", published=f"2026-01-0{number}")
        one.figure(f"{number} boats", number, "boat", measured="boats")
        both.append(one)
    (kind,) = gather_figures(read_material(put(tmp_path, both)))
    assert [len(group.figures) for group in kind.groups] == [1, 1]


def test_checks_that_fail_come_first(town: Material) -> None:
    assert [finding.verdict for finding in town.findings] == ["does not hold"]
    assert town.findings[0].relation == "412 - 287 ≠ 152"


numbers = st.decimals(min_value=-(10**18), max_value=10**18, allow_nan=False, places=3)


@given(st.lists(st.tuples(numbers, st.dates()), min_size=2, max_size=9))
def test_any_plot_lies_in_its_picture(points: list[tuple[Decimal, date]]) -> None:
    articles = []
    for index, (value, day) in enumerate(points):
        claim = a_figure(
            {"start": 0, "end": 1, "exact": "1"},
            value=str(value),
            measured={"text": "big fish", "span": None},
            article={"published": str(day), "id": str(index)},
        )
        articles.append(ArticleClaims(f"{index:024x}", claim.article, [claim], None))
    (kind,) = gather_figures(Material("", "", articles, [], [], None))
    plot = kind.groups[0].plot
    assert (plot is None) == (len({day for _, day in points}) < 2)
    if plot is not None:
        assert len(plot.dots) == len(points)
        assert 2 <= len(plot.lines) <= 6
        for dot in plot.dots:
            assert LEFT <= dot.left <= dot.right <= RIGHT
            assert TOP - 1e-6 <= dot.top <= dot.bottom <= BOTTOM + 1e-6


@given(st.lists(st.dates(), min_size=1, max_size=30), st.integers(0, 3))
def test_bars_follow_each_other_and_count_everything(days: list[date], undated: int) -> None:
    claims = [
        (SimpleNamespace(ref=SimpleNamespace(published=day)), SimpleNamespace(kind=kind))
        for day, kind in [(day, "figure") for day in days] + [(None, "statement")] * undated
    ]
    found = timeline(claims)  # type: ignore[arg-type]
    assert found.undated == undated
    assert sum(bar.figures for bar in found.bars) == len(days)
    assert 1 <= len(found.bars) <= MOST_BARS
    for before, after in zip(found.bars, found.bars[1:], strict=False):
        assert after.first - before.last == timedelta(1)
    for bar in found.bars:
        assert bar.figures == sum(bar.first <= day <= bar.last for day in days)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-01-01", "2025-12-31", "2025"),
        ("2019-01-01", "2023-12-31", "2019 to 2023"),
        ("2025-05-01", "2025-05-31", "May 2025"),
        ("2025-01-01", "2025-03-31", "January to March 2025"),
        ("2024-12-01", "2025-02-28", "December 2024 to February 2025"),
        ("2025-05-10", "2025-05-10", "10 May 2025"),
        ("2025-05-10", "2025-05-12", "10 to 12 May 2025"),
        ("2025-05-10", "2025-06-02", "10 May to 2 June 2025"),
        ("2024-12-30", "2025-01-02", "30 December 2024 to 2 January 2025"),
        ("9999-12-01", "9999-12-31", "December 9999"),
    ],
)
def test_days_in_words(first: str, last: str, words: str) -> None:
    assert shown.days(date.fromisoformat(first), date.fromisoformat(last)) == words


@pytest.mark.parametrize(
    ("address", "links"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt://example.org/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("https:///path", False),
        ("https://[", False),
        ("https://example.org/\u202egpj", False),
        (" https://example.org", False),
        ("https://exa\tmple.org", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, links: bool) -> None:
    assert (shown.web_address(address) == address) is (links or address is None)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1150", "1,150"),
        ("0.666666666667", "0.6667"),
        ("0.0000001", "0.0000001"),
        ("-4", "-4"),
        ("1e30", "1" + ",000" * 10),
    ],
)
def test_numbers_in_words(value: str, words: str) -> None:
    assert shown.number(Decimal(value)) == words
