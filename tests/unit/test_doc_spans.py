"""Characters to tokens."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st

from onrecord.doc_spans import covering
from onrecord.pipes.span_index import SpanIndex

NLP = spacy.blank("en")


def test_white_space_between_tokens_is_no_span() -> None:
    doc = NLP("maker/tailor  I've come")
    assert covering(doc, 12, 13) is None
    assert covering(doc, 13, 14) is not None, "a second blank is a token of its own"
    assert covering(NLP("One two"), 3, 4) is None


@given(st.text(alphabet="ab /'’.\n-é😀", max_size=40), st.data())
def test_the_tokens_are_those_that_touch_the_characters(text: str, data: st.DataObject) -> None:
    doc = NLP(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    touched = [token.i for token in doc if token.idx < end and start < token.idx + len(token)]
    span = covering(doc, start, end, "X")
    assert [token.i for token in span or ()] == touched


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 6)), max_size=8),
    st.randoms(use_true_random=False),
    st.integers(0, 60),
    st.integers(0, 9),
)
def test_a_span_index_finds_what_a_search_of_all_spans_finds(gaps, order, start, length):
    spans, at = [], 0
    for gap, size in gaps:
        spans.append([at + gap, at + gap + size])
        at += gap + size
    order.shuffle(spans)
    index, end = SpanIndex(spans), start + length
    overlapping = [i for i, (a, b) in enumerate(spans) if a < end and start < b]
    assert index.overlapping(start, end) == sorted(overlapping, key=lambda i: spans[i])
    assert index.touches(start, end) == bool(overlapping)
    assert index.over(start, end) == any(a <= start and end <= b for a, b in spans)
