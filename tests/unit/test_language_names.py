from __future__ import annotations

import pytest

from onrecord.language.names import Parsed, join_firms, join_names, join_nicknames, whole_names


@pytest.mark.parametrize(
    ("text", "persons", "joined"),
    [
        ("Ana Ruiz~ -~ Sol met Marl~ -~ Ash", [(0, 2), (3, 4), (5, 6), (7, 8)], [(0, 4), (5, 8)]),
        ("Ana Ruiz~ -~ Sol", [(0, 3), (3, 4)], [(0, 4)]),
        ("Mei~ -~ ling Ho", [(2, 4)], [(0, 4)]),
        ("Mei~ -~ ling Ho", [(1, 4)], [(0, 4)]),
        ("Ana Ruiz~ -~ Sol met Marl~ -~ Ash", [(0, 2), (5, 6)], [(0, 4), (5, 8)]),
        ("Marl~ -~ led by Ash", [(0, 1)], [(0, 1)]),
        ("anti~ -~ Bush", [(2, 3)], [(2, 3)]),
        ("Ana - Sol", [(0, 1), (2, 3)], [(0, 1), (2, 3)]),
        ("", [], []),
    ],
)
def test_hyphenated_names(text: str, persons: list[tuple[int, int]], joined: list[tuple[int, int]]) -> None:
    glued = [word.endswith("~") for word in text.split()]  # "~": no space follows
    spans = [(start, end, "PERSON") for start, end in persons]
    assert join_names(spans, text.replace("~", "").split(), glued) == [
        (start, end, "PERSON") for start, end in joined
    ]


def test_a_hyphenated_body_is_one_name() -> None:
    words, glued = ["Orrin", "-", "Webb", "said"], [True, True, False, False]
    assert join_names([(0, 1, "ORG"), (2, 3, "ORG")], words, glued) == [(0, 3, "ORG")]
    assert join_names([(0, 1, "ORG"), (2, 3, "LOC")], words, glued) == [(0, 1, "ORG"), (2, 3, "LOC")]


def test_a_surname_after_a_hyphen_belongs_to_the_name() -> None:
    words, glued = ["Ana", "Ruiz", "-", "Sol", "met"], [False, True, True, False, False]
    assert join_names([(0, 2, "PERSON"), (3, 4, "ORG")], words, glued) == [(0, 4, "PERSON")]
    apart = [(0, 2, "PERSON"), (3, 5, "ORG")]
    assert join_names(apart, [*words[:3], "Oxford", "University"], glued) == apart


def test_a_body_gives_the_first_half_of_a_name_back() -> None:
    spans, words = [(0, 2, "ORG"), (3, 4, "PERSON")], ["Oxfam", "Mei", "-", "ling"]
    glued = [False, True, True, False]
    assert join_names(spans, words, glued) == [(0, 1, "ORG"), (1, 4, "PERSON")]


@pytest.mark.parametrize(
    ("text", "spans", "joined"),
    [
        ('Ana " Nan " Reyes said', [(0, 1), (2, 3), (4, 5)], [(0, 5)]),
        ("Ana ‘ Nan ’ Reyes said", [(0, 1), (2, 5)], [(0, 5)]),
        ("Ana “ Little Big Nan ” Reyes", [(0, 1), (6, 7)], [(0, 7)]),
        ("Ana “ Nan ” said Reyes", [(0, 1), (5, 6)], [(0, 1), (5, 6)]),
        ("Ana “ Nan , Reyes", [(0, 1), (4, 5)], [(0, 1), (4, 5)]),
        ("Ana ( Nan ) Reyes", [(0, 1), (4, 5)], [(0, 1), (4, 5)]),
    ],
)
def test_a_nickname_in_marks_is_part_of_the_name(
    text: str, spans: list[tuple[int, int]], joined: list[tuple[int, int]]
) -> None:
    found = join_nicknames([(start, end, "PERSON") for start, end in spans], text.split())
    assert [(start, end) for start, end, _ in found] == joined


@pytest.mark.parametrize(
    ("text", "spans", "joined"),
    [
        ("Orr & Tarn grew", ["0 1 PERSON", "2 3 PERSON"], ["0 3 ORG"]),
        ("Orr & Tarn grew", ["0 2 ORG", "2 3 ORG"], ["0 3 ORG"]),
        ("Orr & Tarn grew", ["0 1 ORG"], ["0 3 ORG"]),
        ("Orr , Lowe & Tarn grew", ["0 1 PERSON", "2 3 ORG", "4 5 ORG"], ["0 5 ORG"]),
        ("Orr , Lowe & Tarn grew", ["0 1 ORG", "2 5 ORG"], ["0 5 ORG"]),
        ("Ada Orr & Sons grew", ["0 2 PERSON"], ["0 4 ORG"]),
        ("Ada Orr & Bo Tarn won", ["0 2 PERSON", "3 5 PERSON"], ["0 2 PERSON", "3 5 PERSON"]),
        ("Kent & Sussex flooded", ["0 1 LOC", "2 3 LOC"], ["0 1 LOC", "2 3 LOC"]),
        ("Orr &", ["0 1 PERSON"], ["0 1 PERSON"]),
    ],
)
def test_names_around_an_ampersand_are_a_firm(text: str, spans: list[str], joined: list[str]) -> None:
    names = [(int(start), int(end), label) for start, end, label in map(str.split, spans)]
    assert [" ".join(map(str, name)) for name in join_firms(names, text.split())] == joined


@pytest.mark.parametrize(
    ("rows", "spans", "found"),
    [
        ("Kim/0 Sung/0/flat~ -/3~ ho/0/flat spoke/4", [(0, 2)], [(0, 4)]),
        ("Kim/0 Sung/0/flat -/3 ho/0/flat spoke/4", [(0, 2)], [(0, 2)]),
        ("Ada/0 van/0/flat den/0/flat Orr/0/flat", [(0, 1), (2, 4)], [(0, 4)]),
        ("Ada/0 de/0/flat los/3/compound Orr/0/flat", [(0, 2)], [(0, 4)]),
        ("Ada/0 Orr/0/flat Jr./0/flat left/3", [(0, 2)], [(0, 3)]),
        ("Ada/0 Orr/0/flat etc/0/flat", [(0, 2)], [(0, 2)]),
        ("Ada/0 Orr/0/flat ,/3 Bo/0/flat", [(0, 2)], [(0, 2)]),
        ("Ada/0 and/2/cc Bo/0/flat", [(0, 1)], [(0, 1)]),
        ("Ada/0 Orr/0/flat Tarn/0/flat FC/2/flat", [(0, 2), (2, 4)], [(0, 2), (2, 4)]),
    ],
)
def test_a_name_ends_where_the_parse_ends_it(
    rows: str, spans: list[tuple[int, int]], found: list[tuple[int, int]]
) -> None:
    """Rows are word/head/label; "~" means that no space follows."""
    cells = [[*row.rstrip("~").split("/"), ""][:3] for row in rows.split()]
    parsed = Parsed(
        words=[word for word, _, _ in cells],
        glued=[row.endswith("~") for row in rows.split()],
        heads=[int(head) for _, head, _ in cells],
        deps=[label for _, _, label in cells],
    )
    assert whole_names([(a, b, "PERSON") for a, b in spans], parsed) == [(a, b, "PERSON") for a, b in found]


def test_only_persons_end_where_the_parse_ends_them() -> None:
    parsed = Parsed(["Orr", "Ada"], [False, False], [0, 0], ["nsubj", "flat"])
    assert whole_names([(0, 1, "ORG")], parsed) == [(0, 1, "ORG")]
    parsed = Parsed(["Ban", "Ki", "-", "moon"], [False, True, True, False], [0] * 4, ["nsubj", *["flat"] * 3])
    assert whole_names([(0, 2, "ORG")], parsed) == [(0, 4, "PERSON")]
