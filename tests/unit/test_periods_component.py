from __future__ import annotations

from typing import Literal

import pytest
import spacy
from spacy.tokens import Doc

from onrecord.pipes.periods import Periods
from onrecord.pipes.quotes import Quotes

NLP = spacy.blank("en")


def make(text: str, published: str = "2026-02-10") -> Doc:
    doc = NLP.make_doc(text)
    doc._.published = published
    return doc


def find(
    text: str, published: str = "2026-02-10", ranges: Literal["whole", "ends"] = "whole"
) -> list[tuple[str, str]]:
    found = Periods(ranges=ranges).find(make(text, published))
    return [
        (
            text[slice(*period["span"])],
            period["first"] if period["first"] == period["last"] else f"{period['first']}/{period['last']}",
        )
        for period in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # pointing at the publication day, a Tuesday
        ("She spoke on Tuesday morning.", ("Tuesday morning", "2026-02-10")),
        ("She spoke on Wednesday.", ("Wednesday", "2026-02-04")),
        ("The court will rule on Wednesday.", ("Wednesday", "2026-02-11")),
        ("They met last Tuesday.", ("last Tuesday", "2026-02-03")),
        ("It was cut on Thursday, the fourth cut of the winter.", ("Thursday", "2026-02-05")),
        ("It was cut on Thursday, the fourth.", ("Thursday, the fourth", "2025-12-04")),
        ("He left on Friday of last week.", ("Friday of last week", "2026-02-06")),
        ("The scheme began in September of last year.", ("September of last year", "2025-09-01/2025-09-30")),
        ("More crossed last year.", ("last year", "2025-01-01/2025-12-31")),
        ("They met this week.", ("this week", "2026-02-09/2026-02-15")),
        ("It rained last weekend.", ("last weekend", "2026-02-07/2026-02-08")),
        ("It shut the day before yesterday.", ("the day before yesterday", "2026-02-08")),
        ("It opened last summer.", ("last summer", "2025-06-01/2025-08-31")),
        ("It peaked last quarter.", ("last quarter", "2025-10-01/2025-12-31")),
        ("It fell a decade ago.", ("a decade ago", "2016-01-01/2016-12-31")),
        ("It shut six weeks ago.", ("six weeks ago", "2025-12-29/2026-01-04")),
        ("It shut eighteen months ago.", ("eighteen months ago", "2024-08-01/2024-08-31")),
        (
            "It fell in the past two and a half years.",
            ("the past two and a half years", "2023-08-10/2026-02-10"),
        ),
        ("It will be done by the end of the month.", ("the end of the month", "2026-02-28")),
        ("It will be done by year end.", ("year end", "2026-12-31")),
        ("It grew in the third quarter.", ("the third quarter", "2025-07-01/2025-09-30")),
        (
            "It grew in the fourth quarter of last year.",
            ("the fourth quarter of last year", "2025-10-01/2025-12-31"),
        ),
        # nearest in the direction of the tense
        ("He died on December 30.", ("December 30", "2025-12-30")),
        ("It will open on December 30.", ("December 30", "2026-12-30")),
        ("The fair closed in March.", ("March", "2025-03-01/2025-03-31")),
        ("The fair will open in March.", ("March", "2026-03-01/2026-03-31")),
        ("The shop was robbed on Christmas Eve.", ("Christmas Eve", "2025-12-24")),
        ("Polls open on the first Thursday in May.", ("the first Thursday in May", "2026-05-07")),
        # named years
        ("It was signed on 12 March 1999.", ("12 March 1999", "1999-03-12")),
        ("It was signed on Sept. 11, 2001.", ("Sept. 11, 2001", "2001-09-11")),
        ("It happened before the Sept. 11 attacks.", ("Sept. 11", "2001-09-11")),
        ("It shut in mid-March 2024.", ("mid-March 2024", "2024-03-11/2024-03-20")),
        ("It shut in late 2019.", ("late 2019", "2019-10-01/2019-12-31")),
        ("He sang in the 1800s.", ("the 1800s", "1800-01-01/1899-12-31")),
        ("He sang in the ’70s.", ("the ’70s", "1970-01-01/1979-12-31")),
        ("It lost in the 2012–13 season.", ("2012–13", "2012-01-01/2013-12-31")),
        ("It lost money in fiscal 2024.", ("fiscal 2024", "2024-01-01/2024-12-31")),
        (
            "Costs rose in the 12 months to March 2025.",
            ("the 12 months to March 2025", "2024-04-01/2025-03-31"),
        ),
        ("It ran from March to August 2011.", ("March to August 2011", "2011-03-01/2011-08-31")),
        ("It ran from November to February 2012.", ("November to February 2012", "2011-11-01/2012-02-29")),
        ("It was cold in the winter of 2010-11.", ("the winter of 2010-11", "2010-12-01/2011-02-28")),
        ("It was open from 2010 to the present.", ("2010 to the present", "2010-01-01/2026-02-10")),
        (
            "It shut in the first three months of 2025.",
            ("the first three months of 2025", "2025-01-01/2025-03-31"),
        ),
        (
            "It shut in the last week of January 2025.",
            ("the last week of January 2025", "2025-01-25/2025-01-31"),
        ),
    ],
)
def test_one_period(text: str, expected: tuple[str, str]):
    assert find(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "May I ask why they march?",
        "He may sat there, she said, and the sun set.",
        "They scored twice in the first half and won 3-1.",
        "It took three years and 40 days.",
        "It meets every Friday and on Sundays.",
        "Some 2000 people and 1500 cows came.",
        "It cost $2019, or £1999.",
        "She is 45 and in her 80s.",
        "It left at 6:13 p.m. and came back at noon.",
        "The 'one in, one out' scheme and flight 2026 and Resolution 1325.",
        "They do it twice a year, day after day.",
        "He was born on 31 February 2019.",
        "A second-quarter back and a third-century-old mill.",
        "call 555-2019 or 2019-4455",
        "pages 1087-1101",
        "file-2019_final.pdf and report/2019/x",
    ],
)
def test_no_period(text: str):
    found = [period for period in find(text) if "century" not in period[0]]
    assert found == []


def test_dates_are_counted_from_what_the_text_named():
    text = (
        "He was held on May 3, 2019. Two days later he fled. The following month he fell. That year he died."
    )
    assert find(text)[1:] == [
        ("Two days later", "2019-05-05"),
        ("The following month", "2019-06-01/2019-06-30"),
        ("That year", "2019-01-01/2019-12-31"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sales in January rose to £4.5m, from £3.1m a year earlier.",
            ("a year earlier", "2025-01-01/2025-01-31"),
        ),
        (
            "Sales in January were £4m. That beat the same period last year.",
            ("the same period last year", "2025-01-01/2025-01-31"),
        ),
        (
            "Takings rose this weekend on the same weekend last year.",
            ("the same weekend last year", "2025-02-08/2025-02-09"),
        ),
        (
            "It sold more than at the same time last year.",
            ("the same time last year", "2025-01-01/2025-12-31"),
        ),
        (
            "The mill shut in 1999. Over the next five years the town will grow.",
            ("the next five years", "2026-02-10/2031-02-10"),
        ),
        ("Sales were flat in Q4.", ("Q4", "2025-10-01/2025-12-31")),
        ("He ran it from roughly 1948 to 1951.", ("1948 to 1951", "1948-01-01/1951-12-31")),
        ("Wages rose in the December quarter.", ("the December quarter", "2025-10-01/2025-12-31")),
        ("It lasts until the end of next summer.", ("the end of next summer", "2026-08-31")),
        ("The lease runs out in the summer.", ("the summer", "2026-06-01/2026-08-31")),
        (
            "Spending of £3m is set for the 2021/22 tax year. It was £2m in 2020/21.",
            ("2020/21", "2020-04-01/2021-03-31"),
        ),
    ],
)
def test_the_last_period_of_a_text(text: str, expected: tuple[str, str]):
    assert find(text)[-1] == expected


def test_mrs_may_is_no_month():
    assert find("Mrs May spoke. It was an idea of May, she said. He left in May.") == [
        ("May", "2025-05-01/2025-05-31")
    ]


def test_a_life_long_past_keeps_its_own_years():
    text = (
        "Born in 1870, she wed in 1888 and 1891. In 1892 she moved. On July 14 she fled; in October she died."
    )
    assert find(text)[4:] == [("July 14", "1892-07-14"), ("October", "1892-10-01/1892-10-31")]


def test_without_publication_date_nothing_is_invented():
    text = "He came in 2019, left on Tuesday, was seen last year and two years ago, and will return in May."
    assert find(text, published="") == [("2019", "2019-01-01/2019-12-31")]


def test_a_dateline_stands_in_for_the_publication_date_only_where_there_is_none():
    text = "Mill shuts\n\nOLDHAVEN, May 5, 2015 – The mill shut yesterday."
    assert find(text, published="")[-1] == ("yesterday", "2015-05-04")
    assert find(text)[-1] == ("yesterday", "2026-02-09")


def test_an_unreadable_publication_date_counts_as_none():
    assert find("He left yesterday.", published="soon") == []
    assert find("He left yesterday.", published="2026-02-10T08:00:00Z") == [("yesterday", "2026-02-09")]


def test_figures_only_dates_need_a_hint_of_their_order():
    assert find("It is dated 05/06/2024.") == []
    assert find("It is dated 25/12/2024 and 05/06/2024.")[1] == ("05/06/2024", "2024-06-05")
    assert find("It is dated 12/25/2024 and 05/06/2024.")[1] == ("05/06/2024", "2024-05-06")


def test_ranges_can_be_counted_by_their_ends():
    text = "It ran from 1980 to 2012 and in 1890 – 91."
    assert [span for span, _ in find(text)] == ["1980 to 2012", "1890 – 91"]
    assert find(text, ranges="ends") == [
        ("1980", "1980-01-01/1980-12-31"),
        ("2012", "2012-01-01/2012-12-31"),
        ("1890", "1890-01-01/1890-12-31"),
        ("91", "1891-01-01/1891-12-31"),
    ]


def test_the_doc_is_filled_and_can_be_stored():
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_periods")
    doc = nlp(make("It shut on Tuesday\u00a0morning, 3\u00a0May 2024.".replace(", 3", " and 3")))
    assert [period["granularity"] for period in doc._.periods] == ["day", "day"]
    assert [span.text for span in doc.spans["periods"]] == ["Tuesday\u00a0morning", "3\u00a0May 2024"]
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.periods == doc._.periods


def test_what_was_planned_lies_ahead_though_the_plan_is_told_in_the_past(read) -> None:
    (period,) = read("She expected the orders to be booked by the end of June.")._.periods
    assert period["first"] == "2026-06-30"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She resigned on Sunday. "I go today," she wrote.', "2026-02-08"),
        ('She resigned on 8 February. "I go tomorrow," she wrote.', "2026-02-09"),
        ('She resigned on Sunday, and today she left. "I go," she wrote.', "2026-02-10"),
        ('"I resigned on Sunday." Then: "I go today," she wrote.', "2026-02-10"),
        ('She resigned on 2 February. "I go today," she wrote.', "2026-02-10"),
        ('She will resign on 12 February. "I go today," she wrote.', "2026-02-10"),
        ('She resigned last week. "I go today," she wrote.', "2026-02-10"),
        ('She resigned on Sunday. "I go on Monday," she wrote.', "2026-02-09"),
    ],
)
def test_today_in_a_quotation_is_the_day_it_was_said(text: str, expected: str):
    doc = Quotes()(make(text))
    (found,) = [
        period["first"]
        for period in Periods().find(doc)
        if text[slice(*period["span"])] in ("today", "tomorrow", "Monday")
    ]
    assert found == expected
