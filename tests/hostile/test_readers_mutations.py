"""Files that were right once: whatever happens to their bytes, a reader gives articles and failures."""

from __future__ import annotations

import gzip

import pytest
from fuzz_targets import READERS, TARGETS, seeds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutating import mutated
from reading_checks import check_reading

SLOW = {"html": 20, "warc": 20}
"""Examples for the formats that go through the extractor of pages; 60 for the others."""


@pytest.mark.parametrize("name", TARGETS)
def test_mutations(name: str) -> None:
    @settings(max_examples=SLOW.get(name, 60), deadline=None, suppress_health_check=list(HealthCheck))
    @given(mutated([*seeds(name), b""]))
    def holds(data: bytes) -> None:
        TARGETS[name](data)

    holds()


@pytest.mark.parametrize(
    "name", ["a.xml", "a.docx", "a.rtf", "a.csv", "a.parquet", "a.warc", "a.gz", "a.jsonl.gz"]
)
@given(data=st.binary(max_size=300))
@settings(max_examples=40, deadline=None)
def test_bytes_of_nothing(name: str, data: bytes) -> None:
    check_reading(name, data)
    check_reading(name, gzip.compress(data))


@pytest.mark.parametrize("other", sorted(READERS))
@pytest.mark.parametrize("name", sorted(READERS))
def test_one_format_under_the_name_of_another(name: str, other: str) -> None:
    check_reading(READERS[name], seeds(other)[0])
