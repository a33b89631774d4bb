from __future__ import annotations

import calendar
from datetime import date

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.pipes.periods import Periods, days
from onrecord.pipes.periods.days import Days
from onrecord.pipes.periods.link import link
from onrecord.pipes.periods.scan import scan
from onrecord.pipes.periods.words import fold

NLP = spacy.blank("en")
UNTIMED = settings(deadline=None)
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))
WORDS = """
May 5 the of last year 2019 – 20 to ’80s 1st Tuesday early Q3 in , . ( ) 31 February İ ſ 🙂 a couple ago week
ending mid- first half century 17th and between from present 9/11 ' ½ é
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\u00a0", "\u2028", "e\u0301"])


def read(text: str, published: str = "2026-02-10") -> list[tuple[str, date, date]]:
    doc = NLP.make_doc(text)
    doc._.published = published
    return [
        (text[slice(*found["span"])], date.fromisoformat(found["first"]), date.fromisoformat(found["last"]))
        for found in Periods().find(doc)
    ]


def renderings(whole: Days) -> list[str]:
    """Ways a paper would print an interval."""
    first = whole.first
    match whole.granularity:
        case "day":
            return [
                f"{first:%B} {first.day}, {first.year}",
                f"{first.day} {first:%B} {first.year}",
                f"{first:%A}, {first:%b} {first.day}, {first.year}",
                f"the {first.day}th of {first:%B} {first.year}",
                first.isoformat(),
            ]
        case "month":
            return [f"{first:%B} {first.year}", f"{first:%B} of {first.year}", f"{first:%B}, {first.year}"]
        case "quarter":
            number = (first.month + 2) // 3
            return [
                f"Q{number} {first.year}",
                f"the {['first', 'second', 'third', 'fourth'][number - 1]} quarter of {first.year}",
            ]
        case "half":
            return [
                f"the {'first' if first.month == 1 else 'second'} half of {first.year}",
                f"H{1 if first.month == 1 else 2} {first.year}",
            ]
        case "decade":
            return [f"the {first.year}s"] if first.year != 1900 else []
        case _:
            return [str(first.year)]


@given(DATES, st.sampled_from(["day", "month", "quarter", "half", "year", "decade"]))
@UNTIMED
def test_what_is_printed_is_read_back(when: date, unit: str):
    whole = days.unit_of(when, unit)
    for printed in renderings(whole):
        assert read(f"It was shut in {printed}.") == [(printed, whole.first, whole.last)]
        assert read(f"It was shut in {printed}.", published="") == [(printed, whole.first, whole.last)]


@given(DATES, DATES, st.sampled_from(["day", "month", "year"]))
@UNTIMED
def test_a_range_is_read_back(one: date, two: date, unit: str):
    left, right = sorted([days.unit_of(one, unit), days.unit_of(two, unit)], key=lambda found: found.first)
    if left == right:
        return
    printed = f"{renderings(left)[0]} to {renderings(right)[0]}"
    assert read(f"It ran from {printed}.") == [(printed, left.first, right.last)]


@given(DATES, st.sampled_from(["week", "month", "quarter", "year", "decade"]))
@UNTIMED
def test_last_this_next_touch(published: date, unit: str):
    last, this, following = (
        read(f"It was shut {rel} {unit}.", published.isoformat())[0] for rel in ("last", "this", "next")
    )
    assert this[1] <= published <= this[2]
    assert (this[1] - last[2]).days == (following[1] - this[2]).days == 1


@given(DATES, st.integers(1, 40))
@UNTIMED
def test_years_ago(published: date, count: int):
    (found,) = read(f"It was shut {count} years ago.", published.isoformat())
    assert (found[1], found[2]) == (date(published.year - count, 1, 1), date(published.year - count, 12, 31))


@given(DATES, st.sampled_from(list(calendar.day_name)))
@UNTIMED
def test_a_weekday_is_the_publication_day_or_one_of_the_six_before(published: date, weekday: str):
    (found,) = read(f"It was shut on {weekday}.", published.isoformat())
    assert found[1] == found[2]
    assert f"{found[1]:%A}" == weekday
    assert 0 <= (published - found[1]).days < 7


@given(
    st.text(max_size=200)
    | st.lists(PIECES, max_size=40).map(" ".join)
    | st.lists(PIECES, max_size=40).map("".join)
)
@UNTIMED
def test_any_text_is_read_and_spans_are_in_order(text: str):
    assert len(fold(text)) == len(text)
    for published in ("2026-02-10", "", "0001-01-01", "9999-12-31"):
        doc = NLP.make_doc(text)
        doc._.published = published
        end = 0
        for found in Periods()(doc)._.periods:
            start, stop = found["span"]
            assert end <= start < stop <= len(text)
            assert text[start:stop].strip() == text[start:stop]
            assert date.fromisoformat(found["first"]) <= date.fromisoformat(found["last"])
            end = stop


@given(st.lists(PIECES, max_size=60).map(" ".join))
@UNTIMED
def test_joining_never_loses_or_overlaps_an_expression(text: str):
    folded = fold(text)
    simple = scan(text, folded)
    joined = link(folded, simple)
    ends = [0, *(found.end for found in joined)]
    assert all(end <= found.start for end, found in zip(ends, joined, strict=False))
    for found in simple:
        kept = any(whole.start <= found.start and found.end <= whole.end for whole in joined)
        assert kept or found.rule == "period.bare_season"
