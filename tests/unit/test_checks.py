"""Checks on hand-made claims: what printed digits stand for, what adds up, what is left alone."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from claim_records import article_record, figure_record, span_of
from hypothesis import given
from hypothesis import strategies as st

from onrecord.checks import Finding, check_article, read_figures, run_checks
from onrecord.checks.amounts import Amount, amount, last_digit
from onrecord.checks.passages import MARKS, NEXT, passages
from onrecord.checks.rules import figures_needed
from onrecord.claims import FigureClaim, parse_claim
from onrecord.claims.schema import Measured
from onrecord.errors import ReaderError

Given = tuple[str, Any, str, str]
"""Words, value, unit, kind; the words may begin with a comparator and a bar: ``>|more than 40 boats``."""


def figure(
    text: str, given: Given, *, after: int = 0, sentence: str | None = None, **fields: Any
) -> FigureClaim:
    words, value, unit, kind = given
    comparator, _, exact = words.rpartition("|")
    record = figure_record(
        article_record(fields.pop("article", "a"), text, published="2026-02-10"),
        span_of(text, exact, after),
        value if value is None or isinstance(value, list) else str(value),
        **{
            "unit": unit,
            "comparator": comparator or "=",
            "figure_kind": kind,
            "sentence": sentence or text,
            **fields,
        },
    )
    claim = parse_claim(record, text=text)
    assert isinstance(claim, FigureClaim)
    return claim


def figures(text: str, *given: Given, **fields: Any) -> list[FigureClaim]:
    """The figures of a text, in text order, each in the sentence it stands in (sentences end with ``. ``)."""
    claims, after = [], 0
    for each in given:
        exact = each[0].rpartition("|")[2]
        start = text.index(exact, after)
        first = text.rfind(". ", 0, start)
        first = 0 if first < 0 else first + 2
        last = text.find(". ", start + len(exact) - 1)
        sentence = text[first : len(text) if last < 0 else last + 1]
        claims.append(figure(text, each, after=after, sentence=sentence, **fields))
        after = start + 1
    return claims


def check(text: str, *given: Given) -> list[Finding]:
    return check_article(figures(text, *given))


def printed(words: str, value: str, kind: str = "count", unit: str = "boat") -> Amount:
    found = amount(figure(words.rpartition("|")[2], (words, value, unit, kind)))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "value", "kind", "low", "high"),
    [
        ("350", "350", "count", "350", "350"),
        ("1,850", "1850", "count", "1850", "1850"),
        ("41,000", "41000", "count", "40500", "41500"),
        ("100", "100", "count", "95", "105"),
        ("816 000", "816000", "count", "815500", "816500"),
        ("£4.5bn", "4500000000", "money", "4450000000", "4550000000"),
        ("$1,349", "1349", "money", "1348.5", "1349.5"),
        ("5.1 per cent", "5.1", "percent", "5.05", "5.15"),
        ("45 per cent", "45", "percent", "44.5", "45.5"),
        ("5.00 per cent", "5", "percent", "4.995", "5.005"),
        ("~|about 60 per cent", "60", "percent", "55", "65"),
        ("~|about 4 per cent", "4", "percent", "3", "5"),
        ("~|about 300", "300", "count", "270", "330"),
        ("~|about 41,000", "41000", "count", "40000", "42000"),
        ("minus 3", "-3", "count", "-3", "-3"),
        ("twelve", "12", "count", "12", "12"),
        ("zero", "0", "count", "0", "0"),
        (">|more than 40", "40", "count", "40", "Infinity"),
        ("<=|up to 40", "40", "count", "-Infinity", "40"),
    ],
)
def test_what_printed_digits_stand_for(words: str, value: str, kind: str, low: str, high: str) -> None:
    found = printed(words, value, kind)
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_an_amount_lies_in_its_interval_and_meets_itself(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    found = printed(format(value, "f"), str(value), "percent")
    assert found.low <= found.value <= found.high
    assert found.meets(found)
    assert found.high - found.low <= max(abs(value), Decimal(1))


@given(st.integers(1, 10**9), st.integers(0, 4))
def test_the_last_digit_is_that_of_the_written_number(digits: int, places: int) -> None:
    words = format(Decimal(digits).scaleb(-places), "f")
    claim = figure(words, (words, words, "boat", "count"))
    assert last_digit(claim) == Decimal(1).scaleb(-places)


SCHEME = "The scheme brought 350 tenants in and 281 tenants out. This is a net inflow of {} tenants."


@pytest.mark.parametrize(("result", "verdict"), [("69", "holds"), ("79", "does not hold")])
def test_a_net_figure_across_two_sentences(result: str, verdict: str) -> None:
    text = SCHEME.format(result)
    count = ("tenant", "count")
    found = check(
        text,
        ("350 tenants", 350, *count),
        ("281 tenants", 281, *count),
        (f"{result} tenants", result, *count),
    )
    assert [(each.verdict, each.rule) for each in found] == [(verdict, "check.difference.net")]
    assert found[0].difference == Decimal(result) - 69
    assert [term.claim.text for term in found[0].terms] == ["350 tenants", "281 tenants", f"{result} tenants"]
    for term in found[0].terms:
        assert text[term.claim.span.start : term.claim.span.end] == term.claim.span.exact


def test_sentences_that_do_not_follow_each_other_are_not_joined() -> None:
    text = SCHEME.format("69").replace(". This", ". Nobody had asked for that at all. This")
    count = ("tenant", "count")
    assert (
        check(text, ("350 tenants", 350, *count), ("281 tenants", 281, *count), ("69 tenants", 69, *count))
        == []
    )


@pytest.mark.parametrize(
    ("result", "unit", "kind"),
    [("£79", "GBP", "money"), (">|more than 79", "tenant", "count"), ("79 boats", "boat", "count")],
)
def test_bounds_other_measures_and_other_things_never_fail(result: str, unit: str, kind: str) -> None:
    text = SCHEME.format(result.rpartition("|")[2])
    count = ("tenant", "count")
    assert (
        check(text, ("350 tenants", 350, *count), ("281 tenants", 281, *count), (result, 79, unit, kind))
        == []
    )


@pytest.mark.parametrize(
    ("printed_percent", "verdict"),
    [
        ("1.4", "holds"),
        ("1.38", "holds"),
        ("1.3", "holds"),
        ("1.2", "does not hold"),
        ("2", "does not hold"),
        ("3", "does not hold"),
    ],
)
def test_a_step_to_a_level_is_that_many_percent_of_the_level_before(
    printed_percent: str, verdict: str
) -> None:
    text = f"Shares of Lanthorn fell $1.25, or {printed_percent} percent, to $88.95."
    dollars = ("USD", "money")
    found = check(
        text,
        ("$1.25", "1.25", *dollars),
        (f"{printed_percent} percent", printed_percent, "percent", "percent"),
        ("$88.95", "88.95", *dollars),
    )
    assert [(each.verdict, each.rule) for each in found] == [(verdict, "check.percent_change.step")]


def test_cents_are_hundredths_of_the_currency_beside_them() -> None:
    text = "Shares of Lanthorn rose 69 cents, or 0.7 percent, to $102.48."
    found = check(
        text,
        ("69 cents", 69, "cent", "money"),
        ("0.7 percent", "0.7", "percent", "percent"),
        ("$102.48", "102.48", "USD", "money"),
    )
    assert [each.verdict for each in found] == ["holds"]


def test_two_currencies_are_not_set_against_each_other() -> None:
    text = "The pier cost £40 from May to £50, an increase of $30."
    given: list[Given] = [
        ("£40", 40, "GBP", "money"),
        ("£50", 50, "GBP", "money"),
        ("$30", 30, "USD", "money"),
    ]
    assert check(text, *given) == []


def test_a_change_between_percentages_may_be_meant_in_points() -> None:
    text = "Turnout rose from 40 percent to 50 percent, an increase of {} percent."
    for change, verdict in (("10", "holds"), ("25", "holds"), ("40", "does not hold")):
        found = check(
            text.format(change),
            ("40 percent", 40, "percent", "percent"),
            ("50 percent", 50, "percent", "percent"),
            (f"{change} percent", change, "percent", "percent"),
        )
        assert [each.verdict for each in found] == [verdict]


def test_what_rounding_may_but_need_not_explain_is_left_alone() -> None:
    """From £9.6m to £12.4m would be 29 per cent, from £10m to £12m is 20."""
    text = "Profit rose from £10m to £12m, a rise of {} per cent."
    for percent, verdicts in (("20", ["holds"]), ("30", []), ("40", ["does not hold"])):
        found = check(
            text.format(percent),
            ("£10m", 10_000_000, "GBP", "money"),
            ("£12m", 12_000_000, "GBP", "money"),
            (f"{percent} per cent", percent, "percent", "percent"),
        )
        assert [each.verdict for each in found] == verdicts


@pytest.mark.parametrize(
    ("first", "second", "verdicts"),
    [
        (("£2.1", "2.1"), ("£1.9 million", "1900000"), []),
        (("two", "2"), ("nine million", "9000000"), []),
        (("£2.1m", "2100000"), ("£1.2 million", "1200000"), ["does not hold"]),
        (("£900,000", "900000"), ("£1.2 million", "1200000"), ["does not hold"]),
    ],
    ids=["figures", "spelled out", "a scale each", "none needed"],
)
def test_a_word_of_scale_may_count_for_the_figure_before_it(
    first: tuple[str, str], second: tuple[str, str], verdicts: list[str]
) -> None:
    text = f"Profit changed by 10 per cent, rising 10 per cent, from {first[0]} to {second[0]}."
    found = check(
        text,
        ("10 per cent", 10, "percent", "percent"),
        ("10 per cent", 10, "percent", "percent"),
        (*first, "GBP", "money"),
        (*second, "GBP", "money"),
    )
    assert [each.verdict for each in found] == verdicts


@pytest.mark.parametrize(
    ("measured", "verdicts"),
    [
        ("Profit", ["does not hold"]),
        ("the profit", ["does not hold"]),
        ("Profit to £12m", ["does not hold"]),
        ("Profit sales", []),
        (None, []),
    ],
)
def test_a_change_fails_only_between_figures_that_measure_the_same(
    measured: str | None, verdicts: list[str]
) -> None:
    text = "Profit rose 20 per cent to £12m from £90m."
    percent, after, before = figures(
        text,
        ("20 per cent", 20, "percent", "percent"),
        ("£12m", 12_000_000, "GBP", "money"),
        ("£90m", 90_000_000, "GBP", "money"),
    )
    profit = Measured(text="Profit", span=None)
    after = after.model_copy(update={"measured": profit})
    before = before.model_copy(update={"measured": measured and Measured(text=measured, span=None)})
    assert [each.verdict for each in check_article([percent, after, before])] == verdicts
    pointed = before.model_copy(update={"related": after.id})
    assert [each.verdict for each in check_article([percent, after, pointed])] == ["does not hold"]


def test_a_change_does_not_fail_between_counts_of_different_things() -> None:
    text = "Attendance rose 10 per cent to 4,000 visitors from 30 countries."
    given: list[Given] = [
        ("10 per cent", 10, "percent", "percent"),
        ("4,000 visitors", 4000, "visitor", "count"),
        ("30 countries", 30, "country", "count"),
    ]
    assert check(text, *given) == []


def test_a_yearly_rate_is_not_a_change() -> None:
    text = "The fee rose from £40 to £90, an increase of 25 per cent a year."
    given: list[Given] = [("£40", 40, "GBP", "money"), ("£90", 90, "GBP", "money")]
    rate = figure(text, ("25 per cent a year", 25, "percent", "percent"), per="year")
    assert check_article([*figures(text, *given), rate]) == []


def test_a_list_may_be_incomplete_but_not_too_long() -> None:
    text = "The board has 12 members: {} women and five men."
    for women, verdict in (("seven", ["holds"]), ("nine", ["does not hold"]), ("four", [])):
        value = {"seven": 7, "nine": 9, "four": 4}[women]
        found = check(
            text.format(women),
            ("12 members", 12, "member", "count"),
            (f"{women} women", value, "woman", "count"),
            ("five men", 5, "man", "count"),
        )
        assert [each.verdict for each in found] == verdict


def test_figures_that_hold_in_one_reading_are_not_reported_for_another() -> None:
    text = "Turnout rose 10 percent, from 40 percent to 50 percent, an increase of 10 percent."
    claims = figures(text, *((f"{n} percent", n, "percent", "percent") for n in (10, 40, 50, 10)))
    assert {each.verdict for each in check_article(claims)} == {"holds"}


NUMBERS = st.decimals(min_value=1, max_value=10**9, places=2).map(
    lambda number: number.quantize(Decimal("0.01"))
)


@given(NUMBERS, NUMBERS, st.integers(-5, 5))
def test_a_printed_difference_holds_and_any_other_does_not(before: Decimal, after: Decimal, off: int) -> None:
    change = abs(after - before) + off
    words = [f"£{number}" for number in (before, after, change)]
    text = "The debt went from {} to {}, a change of {}.".format(*words)
    claims = figures(text, *((each, each[1:], "GBP", "money") for each in words))
    verdicts = [finding.verdict for finding in check_article(claims)]
    assert verdicts == ["does not hold" if off else "holds"]


@given(NUMBERS, NUMBERS, st.integers(0, 3))
def test_a_percentage_rounded_to_any_digit_holds(before: Decimal, after: Decimal, places: int) -> None:
    percent = abs((after - before) / before * 100).quantize(Decimal(1).scaleb(-places))
    text = f"The debt went from £{before} to £{after}, a change of {percent} percent."
    claims = figures(
        text,
        (f"£{before}", before, "GBP", "money"),
        (f"£{after}", after, "GBP", "money"),
        (f"{percent} percent", percent, "percent", "percent"),
    )
    assert [finding.verdict for finding in check_article(claims)] == ["holds"]


def test_the_longest_numbers_are_added_exactly() -> None:
    large, small = "9" * 39, "0." + "0" * 20 + "1"
    text = f"The fund made {large} and {small}, {large} in all."
    given: list[Given] = [
        (large, large, "", "other"),
        (small, small, "", "other"),
        (large, large, "", "other"),
    ]
    found = check(text, *given)
    assert [each.relation for each in found] == [f"{int(large):,} + {small} ≠ {int(large):,}"]


def test_the_marks_of_a_skeleton_cannot_come_from_the_text() -> None:
    text = f"From \ue000 to \ue001{NEXT} 40 boats sank."
    passage = next(passages([figure(text, ("40 boats", 40, "boat", "count"))]))
    assert sum("\ue000" <= char <= "\uf8ff" for char in passage.skeleton) == 1


def test_work_per_article_grows_with_the_figures_only() -> None:
    """One sentence with 3,000 figures, and 3,000 sentences of two: no window ever holds more than a few."""
    text = "7 boats and " * 3000 + "9 in all."
    claims = [figure(text, ("7 boats", 7, "boat", "count"), after=12 * place) for place in range(3000)]
    longest = max(len(passage.figures) for passage in passages(claims))
    assert longest < 200
    assert check_article(claims) == []


ANY = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**20), 10**20), st.integers(0, 19)
)
TEMPLATES = [
    "It fell {}, or {} percent, to {}.",
    "It rose from {} to {}, a change of {}.",
    "It rose by {} percent, from {} to {}.",
    "It doubled ({}) from {} to {}.",
    "It had {} here and {} there, {} in all.",
    "It won {} of the {} seats, or {} percent.",
]


@given(st.sampled_from(TEMPLATES), st.tuples(ANY, ANY, ANY), st.sampled_from(["=", "~", ">", "<="]))
def test_no_number_is_too_large_too_small_or_negative(
    template: str, values: tuple[Decimal, ...], comparator: str
) -> None:
    words = [format(value, "f") for value in values]
    text = template.format(*words)
    given: list[Given] = []
    after = 0
    for each in words:
        after = text.index(each, after) + len(each)
        percent = text[after:].startswith(" percent")
        given.append((f"{comparator}|{each}", each, *(("percent", "percent") if percent else ("", "other"))))
    claims = figures(text, *given)
    multiple = [claim.model_copy(update={"rule": "figure.multiple"}) for claim in claims[:1]]
    for finding in [*check_article(claims), *check_article([*multiple, *claims[1:]])]:
        json.dumps(finding.to_json())
        assert finding.verdict in ("holds", "does not hold")


def flood(number: str, value: int, article: str, year: int = 2024, **fields: Any) -> FigureClaim:
    text = f"Officials said {number} houses in Fenbury were damaged in {year}."
    return figure(
        text,
        (f"{number} houses", value, "house", "count"),
        article=article,
        measured={"text": "houses in Fenbury damaged", "span": None},
        period={
            "span": span_of(text, str(year)),
            "start": f"{year}-01-01",
            "end": f"{year}-12-31",
            "granularity": "year",
        },
        **fields,
    )


def test_articles_that_disagree_give_one_finding_with_a_span_each() -> None:
    articles = [
        [flood("340", 340, "a")],
        [flood("430", 430, "b")],
        [flood("340 old", 340, "c", unit="old house")],
    ]
    (found,) = run_checks(articles[:2])
    assert (found.verdict, found.rule, found.relation) == ("disagrees", "check.disagreement", "340 ≠ 430")
    assert found.articles == ["a", "b"]
    assert found.difference == 90


@pytest.mark.parametrize(
    "other",
    [
        flood("430", 430, "b", year=2023),
        flood("340", 340, "b"),
        flood("340", 340, "a"),
        flood("430", 430, "b", per="week"),
        flood("430", 430, "b", comparator="<"),
    ],
    ids=["another period", "the same number", "the same text", "another rate", "a bound that fits"],
)
def test_articles_that_do_not_disagree(other: FigureClaim) -> None:
    assert list(run_checks([[flood("340", 340, "a")], [other]])) == []


def cost(text: str, words: str, article: str, measured: str) -> FigureClaim:
    year = {"start": "2024-01-01", "end": "2024-12-31", "granularity": "year"}
    return figure(
        text,
        (words, words[1:-1] + "000000", "USD", "money"),
        article=article,
        measured={"text": measured, "span": None},
        period={"span": span_of(text, "2024"), **year},
    )


@pytest.mark.parametrize(
    ("text", "measured", "verdicts"),
    [
        ("In 2024 the pier in Fenbury cost $8m.", "cost of the Fenbury pier", ["disagrees"]),
        ("In 2024 the pier (in Fenbury) cost $8m.", "cost of the Fenbury pier", ["disagrees"]),
        ("In 2024 the pier in Fenbury cost £4m ($8m).", "cost of the Fenbury pier", []),
        ("In 2024 the pier in Fenbury cost £4m (5m euros, $8m).", "cost of the Fenbury pier", []),
        ("In 2024 Mayor Ana Quist got $8m.", "Mayor Ana Quist", []),
    ],
    ids=["two costs", "other brackets", "a conversion", "two conversions", "a person"],
)
def test_what_may_disagree_is_the_same_thing_in_its_own_currency(
    text: str, measured: str, verdicts: list[str]
) -> None:
    one = cost(text, "$8m", "a", measured)
    other = cost("In 2024 the cost in Fenbury was $4m.", "$4m", "b", measured)
    assert [each.verdict for each in run_checks([[one], [other]])] == verdicts


def test_the_longest_numbers_are_compared_across_articles() -> None:
    articles = [[flood("9" * 39, int("9" * 39), "a")], [flood("8" * 39, int("8" * 39), "b")]]
    assert [finding.verdict for finding in run_checks(articles)] == ["disagrees"]


def test_an_article_that_gives_two_values_does_not_say_enough_to_compare() -> None:
    both = [flood("340", 340, "a"), flood("430", 430, "a")]
    assert list(run_checks([both, [flood("500", 500, "b")]])) == []


def test_findings_are_plain_data_with_numbers_exact() -> None:
    text = SCHEME.format("69")
    count = ("tenant", "count")
    (found,) = check(
        text, ("350 tenants", 350, *count), ("281 tenants", 281, *count), ("69 tenants", 69, *count)
    )
    record = json.loads(json.dumps(found.to_json()))
    assert record["relation"] == "350 - 281 = 69"
    assert [each["value"] for each in record["figures"]] == [350, 281, 69]
    assert [each["role"] for each in record["figures"]] == ["a", "b", "result"]
    assert record["difference"] == 0


def test_lines_that_are_no_claims_are_told_and_the_others_read() -> None:
    claim = figure("40 boats sank.", ("40 boats", 40, "boat", "count"))
    lines = [b"{", b"\xff", b"", b"[]", b"{}", claim.model_dump_json().encode(), b"[" * 100_000]
    errors: list[ReaderError] = []
    assert list(read_figures(lines, "c.jsonl", errors.append)) == [[claim]]
    assert [str(error).split(":")[0] for error in errors] == [
        f"c.jsonl, line {number}" for number in (1, 2, 4, 5, 7)
    ]


def test_figures_a_pattern_needs_are_those_outside_brackets():
    count, percent = MARKS["count"], MARKS["percent"]
    needed = figures_needed(r"from {a:count}(?: or {b:percent})? \(to\) {c+:percent}")
    assert needed.search(count + percent * 2)
    assert not needed.search(count + percent)
    assert not needed.search(percent * 2 + count)
    assert figures_needed("{a:count}|{b:percent}").search("")
    assert figures_needed("{a:count}? of {b:percent}").search("")
