"""Datelines: places and agencies that reports begin with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pipes.datelines import datelines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PORT ELLERY, March 3 (Coastwire) - The ferry", "PORT ELLERY, March 3 (Coastwire) - "),
        ("TULL CITY — One in eight", "TULL CITY — "),
        ("Rise\n\nKELDWICK: The council", "KELDWICK: "),
        ("ST. BRANN, Wenlow (AB) -- The", "ST. BRANN, Wenlow (AB) -- "),
        ("VOSS: We did.\nMARL: We did not.", None),
        ("CRANE: No deal before May", None),
        ("The ferry — an old one — sank", None),
        ("A: yes", None),
    ],
)
def test_what_is_a_dateline(text: str, found: str | None):
    spans = [text[slice(*span)] for span in datelines(text, lambda start, end: text[start:end] == "CRANE")]
    assert spans == ([found] if found else [])


@given(st.text(alphabet="AB.,: -—()\nx1", max_size=200))
def test_datelines_lie_in_their_line_one_behind_another(text: str):
    end = 0
    for start, stop in datelines(text, lambda start, end: False):
        assert end <= start < stop
        assert "\n" not in text[start:stop]
        end = stop
