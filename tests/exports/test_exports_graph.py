"""GraphML, read by networkx: who said what about whom."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.claims import Speaker
from onrecord.exports import graphml
from onrecord.exports.graphml import Names
from onrecord.exports.material import Material


def graph(material: Material) -> Any:
    return networkx.read_graphml(io.BytesIO("\n".join(graphml.lines(material)).encode()))


def test_who_said_what_about_whom(material: Callable[[], Material], claims: list[Any]):
    found = graph(material())
    statements = [claim for claim in claims if claim.kind == "statement"]
    types = networkx.get_node_attributes(found, "type")
    assert sorted(types.values()) == sorted(["statement"] * len(statements) + ["speaker"] * 3)
    names = networkx.get_node_attributes(found, "name")
    says = {(names[a], b) for a, b, data in found.edges(data=True) if data["type"] == "says"}
    assert says == {(claim.speaker.name, claim.id) for claim in statements if claim.speaker}
    about = {(a, names[b]) for a, b, data in found.edges(data=True) if data["type"] == "about"}
    told = next(claim for claim in statements if "Lind owed" in claim.text)
    assert about == {(told.id, "Bo Lind")}
    node = found.nodes[told.id]
    assert (node["negated"], node["confidence"], node["outlet"]) == (True, 0.87, "The Alden Post")
    assert found.nodes[statements[0].id]["text"] == statements[0].text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ada Crane was wrong", ["Ada Crane"]),
        ("what Lind’s friends say of Crane Wharf", ["Bo Lind"]),
        ("the Pier Board and Bo Lind", ["Pier Board", "Bo Lind"]),
        ("a crane lifted the board", []),
        ("Crane", []),
    ],
)
def test_names_in_a_text(text: str, named: list[str]):
    empty = {"role": None, "affiliation": None, "resolved_by": None}
    people = ["Ada Crane", "Bo Lind", "Una Crane"]
    speakers = [Speaker(name=name, kind="person", **empty) for name in people]
    speakers += [Speaker(name="Pier Board", kind="organization", **empty)]
    speakers += [Speaker(name="crane", kind="unnamed", **empty)]
    found = [name for name, _ in Names(speakers).found_in(text)]
    assert found == named


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_any_text_is_xml(text: str, maker: Any):
    make = maker("a", text)
    who = {"name": text, "kind": "person", "role": None, "affiliation": None, "resolved_by": None}
    claim = make.statement(make.at(0, len(text)), speaker=who)
    found = graph(Material(iter([claim])))
    assert found.number_of_nodes() == 2
    legal = all(
        c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" for c in text
    )
    if legal and text.strip():
        assert found.nodes[claim.id]["text"] == text
