"""What no pointer may join, whatever its probability."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pipes.speakers.clusters import Choice, Scorer, build_clusters
from onrecord.pipes.speakers.constraints import Cluster, Link, clash
from onrecord.pipes.speakers.mention import ANY, BODY, PERSON, PRONOUNS, Known, Mention, Office


def mention(at: int, name: str, kind="role", **more) -> Mention:
    return Mention(at, at + 1, at, kind, name, **more)


def person(at: int, name: str, **more) -> Mention:
    return mention(at, name, "name", cluster_kind="person", sorts=PERSON, **more)


def body(at: int, name: str, **more) -> Mention:
    return mention(at, name, "name", cluster_kind="organization", sorts=BODY, plural=None, **more)


def pronoun(at: int, text: str) -> Mention:
    gender, plural, sorts = PRONOUNS[text]
    return mention(at, text, "pronoun", gender=gender, plural=plural, sorts=sorts)


def role(at: int, noun: str, *, ranks=(), owners=(), **more) -> Mention:
    office = Office(noun, frozenset(ranks), frozenset(owners))
    return mention(at, noun, offices=(office,), sorts=PERSON, **more)


def cluster(*mentions: Mention) -> Cluster:
    found = Cluster()
    for one in mentions:
        found.add(Link(one, "name", 1.0))
    return found


CROSBY = Known("Bo Crosby")
CRANE = Known("Ada Crane")


@pytest.mark.parametrize(
    ("one", "others", "why"),
    [
        pytest.param(person(9, "Bo Crane"), [person(0, "Ada Crane")], "name", id="two given names"),
        pytest.param(body(9, "Tarn Council"), [body(0, "Tarn Police")], "name", id="two bodies"),
        pytest.param(pronoun(9, "she"), [person(0, "Bo", gender="m")], "gender", id="two genders"),
        pytest.param(pronoun(9, "they"), [person(0, "Ada Crane")], "number", id="they and one person"),
        pytest.param(
            role(9, "engineer", plural=True), [role(0, "engineer")], "number", id="plural of a noun"
        ),
        pytest.param(pronoun(9, "he"), [body(0, "Brandle Inc.")], "kind", id="a body is not he"),
        pytest.param(pronoun(9, "it"), [person(0, "Ada Crane")], "kind", id="a person is not it"),
        pytest.param(
            role(9, "lawyer", owners=["cole"]),
            [role(0, "lawyer", owners=["reed"])],
            "office",
            id="whose lawyer",
        ),
        pytest.param(
            role(9, "minister", owners=["italy"]),
            [role(0, "minister", owners=["spain"]), person(3, "Ana Ruiz")],
            "office",
            id="minister of another country",
        ),
        pytest.param(role(9, "mayor"), [role(0, "mayor", ranks=["deputy"])], "office", id="another rank"),
        pytest.param(
            role(9, "lawyer", owners=["crane"]),
            [person(0, "Ada Crane", offices=(Office("lawyer", owners=frozenset({"lind"})),))],
            "office",
            id="an office told before the name",
        ),
        pytest.param(
            mention(9, "Crane's lawyer", owners=frozenset({0})),
            [person(0, "Ada Crane")],
            "owner",
            id="X's lawyer",
        ),
        pytest.param(
            pronoun(8, "his"), [mention(9, "his lawyer", owners=frozenset({8}))], "owner", id="his own lawyer"
        ),
        pytest.param(
            person(9, "Ada Crane", known=CRANE),
            [person(0, "Bo Crosby", known=CROSBY)],
            "known",
            id="two known",
        ),
    ],
)
def test_refused(one: Mention, others: list[Mention], why: str):
    assert clash(one, cluster(*others)) == why


@pytest.mark.parametrize(
    ("one", "others"),
    [
        pytest.param(person(9, "Ada M. Crane"), [person(0, "Ada Crane")], id="an initial more"),
        pytest.param(person(9, "Wanda Soto Prieto"), [person(0, "Wanda Soto")], id="a surname more"),
        pytest.param(body(9, "Fed"), [body(0, "US Federal Reserve")], id="a clipped word"),
        pytest.param(body(9, "TARB"), [body(0, "Trans-Alpine Rail Board")], id="an acronym over a hyphen"),
        pytest.param(pronoun(9, "they"), [body(0, "Brandle Inc.")], id="a body is they"),
        pytest.param(pronoun(9, "it"), [body(0, "Brandle Inc.")], id="a body is it"),
        pytest.param(role(9, "lawyer"), [role(0, "lawyer", owners=["reed"])], id="the lawyer, owner unsaid"),
        pytest.param(role(9, "teacher"), [person(0, "Moira Keane")], id="an office not heard of"),
        pytest.param(
            role(9, "lawyer", owners=["mark", "reed"]),
            [role(0, "lawyer", owners=["reed"])],
            id="one owner, two names",
        ),
    ],
)
def test_allowed(one: Mention, others: list[Mention]):
    assert clash(one, cluster(*others)) == ""


class Fixed(Scorer):
    """A scorer that is sure of everything and right about nothing."""

    def rank(self, mention, clusters):
        return [Choice(number, 0.99, "model") for number in range(len(clusters.all))]

    def of_all(self, mentions, clusters):
        return self.rank(None, clusters)


MAKERS = st.sampled_from(
    [
        lambda i: person(i, "Ada Crane", gender="f"),
        lambda i: person(i, "Bo Crane", gender="m"),
        lambda i: body(i, "Tarn Council"),
        lambda i: body(i, "Wenlow Police"),
        lambda i: pronoun(i, "she"),
        lambda i: pronoun(i, "he"),
        lambda i: pronoun(i, "it"),
        lambda i: pronoun(i, "they"),
        lambda i: role(i, "lawyer", owners=["cole"]),
        lambda i: role(i, "lawyer", owners=["reed"]),
        lambda i: role(i, "mayor", ranks=["deputy"]),
        lambda i: role(i, "mayor"),
        lambda i: mention(i, "things", "plural", plural=True, sorts=ANY),
    ]
)


@given(st.lists(MAKERS, min_size=1, max_size=14))
def test_a_scorer_that_is_always_sure_never_merges_two(makers):
    mentions = [make(3 * i) for i, make in enumerate(makers)]
    clusters = build_clusters(mentions, Fixed())
    assert sorted(link.mention.start for c in clusters for link in c.links) == [m.start for m in mentions]
    for found in clusters:
        members = [link.mention for link in found.links]
        assert len({m.name for m in members if m.named}) <= 1
        assert len({m.gender for m in members} - {""}) <= 1
        firm = any(m.sorts == BODY for m in members)  # may be "it" here and "they" there
        assert len({m.plural for m in members if not (firm and m.kind == "pronoun")} - {None}) <= 1
        assert len({o.owners for m in members for o in m.offices if o.noun == "lawyer"}) <= 1
        assert len({o.ranks for m in members for o in m.offices if o.noun == "mayor"}) <= 1
