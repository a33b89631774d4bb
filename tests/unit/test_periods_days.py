from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.pipes.periods import days

UNTIMED = settings(deadline=None)
DATES = st.dates(date(1000, 1, 1), date(9500, 12, 31))
UNITS = st.sampled_from(["day", "week", "month", "quarter", "half", "year", "decade", "century"])


def test_whole_units():
    assert days.month(2024, 2).last == date(2024, 2, 29)
    assert days.quarter(2024, 3) == days.Days(date(2024, 7, 1), date(2024, 9, 30), "quarter")
    assert days.half(2023, 2).first == date(2023, 7, 1)
    assert days.decade(1990).last == date(1999, 12, 31)
    assert days.century(1900).last == date(1999, 12, 31)


def test_winter_reaches_into_the_next_year():
    assert days.season(2023, "winter") == days.Days(date(2023, 12, 1), date(2024, 2, 29), "season")


def test_week_runs_from_monday_to_sunday():
    for offset in range(7):
        found = days.week(date(2026, 2, 9) + timedelta(days=offset))
        assert (found.first, found.last) == (date(2026, 2, 9), date(2026, 2, 15))
    assert days.weekend(date(2026, 2, 10)).first == date(2026, 2, 14)


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (1961, date(1961, 4, 2)),
        (2000, date(2000, 4, 23)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
    ],
)
def test_easter(year: int, sunday: date):
    assert days.easter(year) == sunday


def test_nth_weekday():
    assert days.nth_weekday(2024, 11, 1, 1) == date(2024, 11, 5)
    assert days.nth_weekday(2025, 5, 0, -1) == date(2025, 5, 26)
    with pytest.raises(ValueError, match="no 5th"):
        days.nth_weekday(2026, 2, 0, 5)


def test_step_keeps_to_the_month():
    assert days.step(date(2024, 1, 31), "month", 1) == date(2024, 2, 29)
    assert days.step(date(2024, 2, 29), "year", -1) == date(2023, 2, 28)


def test_parts():
    assert days.part(days.month(2026, 3), "early").last == date(2026, 3, 10)
    assert days.part(days.month(2026, 2), "late").last == date(2026, 2, 28)
    assert days.part(days.month(2026, 2), "late").first == date(2026, 2, 21)
    assert days.part(days.year(2026), "late").first == date(2026, 10, 1)
    assert days.part(days.year(2026), "mid").first == date(2026, 6, 1)
    assert days.part(days.decade(1980), "late").first == date(1985, 1, 1)
    assert days.part(days.century(1900), "early").last == date(1949, 12, 31)
    assert days.part(days.day(date(2026, 2, 10)), "late") == days.day(date(2026, 2, 10))


def test_empty_interval_is_refused():
    with pytest.raises(ValueError, match="lies before"):
        days.between(date(2026, 2, 11), date(2026, 2, 10))


@given(DATES, UNITS)
@UNTIMED
def test_a_unit_holds_its_day_and_touches_the_next(when: date, unit: str):
    found = days.unit_of(when, unit)
    assert found.holds(when)
    assert days.unit_of(found.first, unit) == found
    assert days.unit_of(found.last, unit) == found
    assert days.unit_of(found.last + timedelta(days=1), unit).first == found.last + timedelta(days=1)


@given(DATES, UNITS, st.integers(-3, 3))
@UNTIMED
def test_steps_land_in_neighbouring_units(when: date, unit: str, count: int):
    start = days.unit_of(when, unit).first
    assert days.unit_of(days.step(start, unit, count), unit).first == days.step(start, unit, count)


@given(
    DATES,
    st.sampled_from(["week", "month", "quarter", "year", "decade", "century"]),
    st.sampled_from(["early", "mid", "late"]),
)
@UNTIMED
def test_a_part_lies_inside(when: date, unit: str, which: str):
    whole = days.unit_of(when, unit)
    found = days.part(whole, which)
    assert whole.first <= found.first <= found.last <= whole.last
    assert found != whole
