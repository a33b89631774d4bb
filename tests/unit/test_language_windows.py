from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.windows import LEFT, RIGHT, SIZE, choose_cut, open_window

TOKENS = st.lists(st.tuples(st.integers(1, 8), st.booleans(), st.booleans()), min_size=1, max_size=1500)


@given(TOKENS)
def test_every_token_is_decided_once_in_windows_of_bounded_size(tokens: list[tuple[int, bool, bool]]) -> None:
    lengths = [length for length, _, _ in tokens]
    breaks = [place > 0 and line for place, (_, line, _) in enumerate(tokens)]
    starts = [breaks[place] or start for place, (_, _, start) in enumerate(tokens)]
    own, windows = 0, 0
    while own < len(tokens):
        window = open_window(lengths, own, breaks)
        assert window.start <= own < window.last <= window.end
        assert sum(lengths[window.start : window.end]) <= SIZE
        assert sum(lengths[window.start : own]) <= LEFT
        cut = choose_cut(window, starts)
        assert own < cut <= window.last
        own, windows = cut, windows + 1
    assert own == len(tokens)


def test_long_text_without_sentences_is_read_in_few_windows() -> None:
    lengths, nothing = [2] * 30_000, [False] * 30_000
    own = windows = 0
    while own < len(lengths):
        own = choose_cut(open_window(lengths, own, nothing), nothing)
        windows += 1
    assert windows <= 60_000 // (SIZE - LEFT - RIGHT - 4) + 1


def test_a_paragraph_is_a_better_place_to_cut_than_a_later_sentence() -> None:
    lengths = [1] * 400
    breaks, starts = [False] * 400, [False] * 400
    breaks[SIZE - 50] = starts[SIZE - 50] = True
    starts[SIZE - 30] = True
    assert choose_cut(open_window(lengths, 0, breaks), starts) == SIZE - 50


def test_an_early_paragraph_is_not() -> None:
    lengths = [1] * 400
    breaks, starts = [False] * 400, [False] * 400
    breaks[20] = starts[20] = True
    starts[SIZE - 30] = True
    assert choose_cut(open_window(lengths, 0, breaks), starts) == SIZE - 30


def test_the_context_begins_with_a_line_where_it_can() -> None:
    breaks = [False] * 400
    breaks[185] = True
    assert open_window([1] * 400, 200, breaks).start == 185
    assert open_window([1] * 400, 200, [False] * 400).start == 200 - LEFT
