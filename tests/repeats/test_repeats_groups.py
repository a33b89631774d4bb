"""What is the same in several articles, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

from onrecord.repeats import Repeats

Find = Callable[..., Repeats]
SAFE = "The pier is safe, and so is every other quay of the harbour"


def groups(found: Repeats, kind: str = "") -> list[tuple[int, int, int, bool]]:
    return [(one.seen.outlets, one.seen.articles, one.seen.claims, one.agrees) for one in found.repeats(kind)]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (SAFE, True),
        ("‘the pier is safe – and so is every other quay of the harbour.’", True),
        ("so is every other quay", False),
        ("The pier is safe … so is every other quay of the harbour", False),
        ("The pier is safe, and so is each other quay of the harbour", False),
    ],
)
def test_nearly_the_same_words(other: str, same: bool, repeats: Find, paper: Any):
    found = repeats(
        paper("a", "Tern Times", "2026-02-10").said(SAFE, "Ada Crane"),
        paper("b", "Alden Post", "2026-02-09").said(other, "Ada Crane"),
        paper("c", "Skerry Sun", "2026-02-08").said(
            "The ferry was late again and nobody said why", "Bo Lind"
        ),
    )
    (one,) = found.repeats("statement")
    assert (one.seen.outlets, one.seen.first, one.seen.first_outlet) == (2, "2026-02-09", "Alden Post")
    assert one.seen.text.casefold().strip("‘.’").startswith("the pier is safe")
    assert one.agrees is same
    assert [place.speaker for place in one.places] == ["Ada Crane"] * 2
    assert [seen is not None for seen in found.each()] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "one", "two", "same"),
    [
        ("no comment", "Ada Crane", "Ada Crane", True),
        ("no comment", "Ada Crane", "Bo Lind", False),
        ("no comment", None, None, False),
        ("nonsense", "Ada Crane", "Ada Crane", False),
        ("no comment at this time", "Ada Crane", "Bo Lind", True),
    ],
)
def test_few_words_are_the_same_from_one_speaker(
    text: str, one: str | None, two: str | None, same: bool, repeats: Find, paper: Any
):
    found = repeats(paper("a", "T").said(text, one), paper("b", "A").said(text, two))
    assert bool(groups(found)) is same


def test_a_chain_of_small_differences_joins_nothing(repeats: Find, paper: Any):
    row = [f"w{number}" for number in range(40)]
    papers = [paper(str(at), f"o{at}").said(" ".join(row[at : at + 10])) for at in range(0, 30, 2)]
    assert all(articles <= 3 for _, articles, _, _ in groups(repeats(*papers)))


def test_the_order_of_the_articles_plays_no_part(repeats: Find, paper: Any):
    papers = [
        paper("a", "T", "2026-01-01").said(SAFE).counted("40 boats", 40, "boats lost"),
        paper("b", "A", "2026-01-02").said(SAFE[:40]).counted("45 boats", 45, "lost boats"),
        paper("c", "S", "2026-01-01").said(SAFE.upper()),
        paper("d", "W", None).said(SAFE + " as the board knows").counted("about 40 boats", 40, "boats lost"),
    ]
    shown = {str([one.to_json() for one in repeats(*order).repeats()]) for order in permutations(papers)}
    assert len(shown) == 1


@pytest.mark.parametrize(
    ("one", "two", "agrees"),
    [
        ({"value": 40}, {"value": 40}, [True]),
        ({"value": 40}, {"value": 45}, [False]),
        ({"value": 40, "comparator": ">"}, {"value": 45}, [True]),
        ({"value": 41_000}, {"value": 41_312}, [True]),
        ({"value": 40}, {"value": 40, "unit": "ship"}, []),
        ({"value": 40}, {"value": 40, "period": "2024-01-01/2024-12-31"}, []),
        ({"value": 40}, {"value": 40, "place": "Alden"}, []),
        ({"value": 40}, {"value": 40, "change": "up"}, []),
        ({"value": 412, "period": None}, {"value": 412, "period": None}, [True]),
        ({"value": 412, "period": None}, {"value": 413, "period": None}, []),
        ({"value": 2, "period": None}, {"value": 2, "period": None}, []),
        ({"value": [3, 4]}, {"value": [3, 5]}, [False]),
        ({"value": None}, {"value": 40}, [False]),
    ],
)
def test_the_same_figure(one: Any, two: Any, agrees: list[bool], repeats: Find, paper: Any):
    def text(figure: dict[str, Any]) -> str:
        return f"{figure['value']} boats"

    found = repeats(
        paper("a", "Tern Times").counted(text(one), measured="boats lost in the storm", **one),
        paper("b", "Alden Post").counted(text(two), measured="storm-lost boats", **two),
    )
    assert [agreed for *_, agreed in groups(found, "figure")] == agrees


def test_an_article_with_several_values_for_it_contradicts_nobody(repeats: Find, paper: Any):
    several = paper("b", "Alden Post").counted("45", 45, "boats lost").counted("46", 46, "boats lost")
    found = repeats(paper("a", "Tern Times").counted("40", 40, "boats lost"), several)
    assert groups(found) == [(2, 2, 3, True)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"url": "https://www.tern.example/news/1?utm_source=x"}, {"url": "http://tern.example/news/1/#top"}),
        ({}, {}),
    ],
)
def test_versions_of_one_article(first: Any, second: Any, repeats: Find, paper: Any):
    def article(ident: str, day: str, boats: int, last: str, about: Any) -> Any:
        one = paper(ident, "Tern Times", day, **about)
        one.said(f"We lost {boats} boats in the great storm of Monday").said("the nets are gone as well")
        return one.said("nobody will go out before the spring comes").said("the quay is closed").said(last)

    found = repeats(
        article("new", "2026-02-11", 45, "help is on its way now", second),
        article("old", "2026-02-10", 40, "no help is to be had", first),
        paper("else", "Tern Times", "2026-02-12").said("the ferry was late again today"),
    )
    (group,) = found.versions()
    assert [version.article for version in group] == ["old", "new"]
    assert group[0].changed == []
    change, *rest = group[1].changed
    assert change.words == (("40", "45"),)
    assert change.after == "It was told that We lost 45 boats in the great storm of Monday."
    assert [(bool(one.before), bool(one.after)) for one in rest] in (
        [(True, False), (False, True)],
        [(True, True)],
    )
    assert groups(found) == []  # one article, in however many versions


def test_a_copy_in_another_outlet_is_no_version(repeats: Find, paper: Any):
    papers = [paper(name, name) for name in ("Tern Times", "Alden Post")]
    for one in papers:
        one.said(SAFE).said("the nets are gone as well").said("nobody will go out before spring")
    found = repeats(*papers)
    assert list(found.versions()) == []
    assert groups(found) == [(2, 2, 2, True)] * 3


@pytest.mark.parametrize(
    ("names", "kind", "voices"),
    [
        (["Ada Crane", "Dr Ada Crane", "Ada J. Crane", "ADA CRANE OBE"], "person", 1),
        (["Ada Crane", "Bo Crane"], "person", 2),
        (["Crane", "Crane"], "person", 2),
        (["Pier Board", "the Pier Board"], "organization", 1),
        (["the Kenyan government", "Government of Kenya", "Kenya's government"], "organization", 1),
        (["government", "the government"], "organization", 2),
        (["Alden police", "police in Alden"], "organization", 1),
        (["Alden police", "Skerry police", "police"], "group", 3),
        (["residents", "residents"], "group", 2),
    ],
)
def test_who_is_one_speaker(names: list[str], kind: str, voices: int, repeats: Find, paper: Any):
    found = repeats(*(paper(str(at)).said(SAFE, name, kind) for at, name in enumerate(names)))
    assert len(set(found.speakers())) == voices


def test_a_generic_speaker_is_that_of_the_only_place_its_article_gives(repeats: Find, paper: Any):
    found = repeats(
        paper("a").said("the pier is safe", "police", "organization").counted("40", 40, None, place="Alden"),
        paper("b").said("the quay is safe", "police", "organization", affiliation="Alden"),
        paper("c").said("the ferry is late", "Alden police", "organization").said("no", "police", "group"),
        paper("d").said("it is late", "police", "organization").counted("1", 1, None, place="Skerry"),
    )
    (alden, skerry) = found.voices()
    assert (alden.place, alden.claims, skerry.place, skerry.claims) == ("alden", 4, "skerry", 1)


def test_names_and_roles_over_time(repeats: Find, paper: Any):
    found = repeats(
        paper("b", None, "2026-03-01").said("the pier is safe", "Ada J. Crane", role="mayor"),
        paper("a", None, "2025-01-01").said("the quay is safe", "Ada Crane", role="harbour master"),
        paper("c", None, "2025-06-01").said("the ferry is late", "Ada Crane", role="harbour master"),
    )
    (voice,) = found.voices()
    shown = [(role.name, role.role, role.first, role.last, role.claims) for role in voice.roles]
    assert voice.name == "Ada Crane"
    assert shown == [
        ("Ada Crane", "harbour master", "2025-01-01", "2025-06-01", 2),
        ("Ada J. Crane", "mayor", "2026-03-01", "2026-03-01", 1),
    ]
