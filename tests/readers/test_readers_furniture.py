"""Buttons and notes around an article are none of its words."""

from __future__ import annotations

import time

import pytest

from onrecord.readers.furniture import is_furniture, without_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "Share this story",
        "Share on Facebook",
        "Facebook | Twitter | WhatsApp",
        "Follow BBC North West on Facebook, Twitter and Instagram.",
        "Follow Vale Sport: Twitter and Instagram",
        "Read more: Storm hits coast",
        "READ ALSO: 40 boats lost, mayor says",
        "See also",
        "Advertisement",
        "Related topics",
        "Story continues below advertisement",
        "Sign up to our morning newsletter",
        "We use cookies to improve your visit. Accept all?",
        "Accept all cookies",
        "Image caption The old bridge at Fenbury",
        "Image source, Getty Images",
        "Photo: Ana Quist/The Vale Post",
        "12 comments",
        "3 min read",
        "© 2026 The Vale Post. All rights reserved.",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Share prices fell 4% on Monday.",
        "Sharefield said 40 boats were lost.",
        "Read more books, she said.",
        "Followers of the mayor on Facebook said the bridge was safe.",
        "We use cookery books, she said.",
        "The image caption said the bridge was shut.",
        "Print sales rose by a tenth.",
        "Related firms lost £3m.",
        "Twitter said it would close its office.",
        "Trending upwards, prices rose 3%.",
        "Save the bridge, said the mayor.",
        "“Share this story,” she said.",
        "X said 40 posts were removed.",
        "40 comments were removed, it said.",
    ],
)
def test_words_of_an_article(line: str) -> None:
    assert not is_furniture(line)


def test_only_whole_lines_go() -> None:
    assert without_furniture("One.\nRead more: Two\n\nShare\nThree.") == "One.\n\nThree."


def test_a_long_line_costs_no_time() -> None:
    begin = time.process_time()
    for line in ("facebook, " * 20 + "!", "x" * 190 + "!", "follow " + "x: " * 60):
        for _ in range(200):
            is_furniture(line[:200])
    assert time.process_time() - begin < 2
