"""Few columns, data frames, the narrow views in Datasette, and the tables of what is repeated."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from program import DoneText, in_text, run_here

import onrecord
from onrecord.errors import ClaimError, ConfigError
from onrecord.exports.columns import columns
from onrecord.exports.material import Material
from onrecord.exports.sqlite import write
from onrecord.exports.tidy import BASIC, REPEATS, names_of, type_of

SAID = "Ada Crane said the pier is safe and so is every quay."


def export(*args: str, cwd: Path) -> DoneText:
    return in_text(run_here("export", *args, cwd=cwd))


def twice(maker: Any) -> list[Any]:
    """The same statement in two outlets."""
    speaker = dict.fromkeys(("role", "affiliation", "resolved_by")) | {"name": "Ada Crane", "kind": "person"}
    found = []
    for outlet, day in (("Tern Times", "2026-02-11"), ("Alden Post", "2026-02-10")):
        one = maker(f"{outlet}.txt", f"{SAID} So {outlet} says.", outlet=outlet, published=day)
        found.append(one.statement(one.span("the pier is safe and so is every quay"), speaker=speaker))
    return found


def test_the_command_writes_basic_columns(folder: Path):
    done = export("claims.jsonl", "--to", "csv", "--columns", "basic", cwd=folder)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert tuple(rows[0]) == BASIC
    tonnes = next(row for row in rows if row["unit"] == "tonne")
    assert (tonnes["value"], tonnes["value_high"], tonnes["comparator"]) == ("3", "4.5", "=")
    assert tonnes["period"] == "2026-02-09/2026-02-09"
    assert tonnes["measured"] == "fish"
    assert any(row["text"] == "'=SUM(A1)" for row in rows)


def test_own_columns_in_their_order(folder: Path):
    done = export("claims.jsonl", "--to", "csv", "--columns", "id, kind,article_title,outlets", cwd=folder)
    assert done.stdout.splitlines()[0] == "id,kind,article_title,outlets"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--to", "csv", "--columns", "basc"], "--columns basc: no such column: did you mean basic?"),
        (["--to", "csv", "--columns", ","], "names no column"),
        (["--to", "graphml", "--columns", "basic"], "--columns is for csv"),
    ],
)
def test_columns_that_are_not_there(args: list[str], words: str, folder: Path):
    done = export("claims.jsonl", *args, cwd=folder)
    assert done.returncode == 3
    assert words in done.stderr


def test_lists_of_columns():
    assert names_of("basic,repeats,text") == (*BASIC, *REPEATS)
    assert names_of("all") == tuple(column.name for column in columns())
    for name in names_of("all,basic,repeats,affiliation,article,stance,cue,place"):
        assert type_of(name)


def test_repeats_beside_each_claim(maker: Any, tmp_path: Path):
    lines = "".join(claim.model_dump_json() + "\n" for claim in twice(maker))
    (tmp_path / "claims.jsonl").write_text(lines)
    done = export("claims.jsonl", "--to", "csv", "--columns", "outlet,repeats", cwd=tmp_path)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["outlet"] for row in rows] == ["Tern Times", "Alden Post"]
    assert {(row["outlets"], row["articles"], row["first"], row["first_outlet"]) for row in rows} == {
        ("2", "2", "2026-02-10", "Alden Post")
    }
    assert len({row["repeat"] for row in rows} | {row["voice"] for row in rows}) == 2


def test_the_database_knows_what_is_repeated(maker: Any, tmp_path: Path):
    claims = twice(maker)
    write(Material(claims), tmp_path / "c.db")
    base = sqlite3.connect(tmp_path / "c.db")
    assert base.execute("SELECT outlets, articles, first_outlet, agrees FROM repeats").fetchall() == [
        (2, 2, "Alden Post", 1)
    ]
    ids = {ident for (ident,) in base.execute("SELECT claim FROM repeat_claims")}
    assert ids == {claim.id for claim in claims}
    query = "SELECT voices.name, voices.claims FROM voices JOIN voice_claims ON voice = id WHERE claim = ?"
    assert base.execute(query, (claims[0].id,)).fetchall() == [("Ada Crane", 2)]
    shown = base.execute("SELECT outlet, outlets, first FROM statements_basic ORDER BY outlet").fetchall()
    assert shown == [("Alden Post", 2, "2026-02-10"), ("Tern Times", 2, "2026-02-10")]
    base.close()


def test_datasette_searches_and_counts_in_the_narrow_views(folder: Path):
    assert export("claims.jsonl", "--to", "sqlite", "-o", "claims.db", cwd=folder).returncode == 0
    metadata = json.loads((folder / "claims.metadata.json").read_text())

    async def ask(query: str) -> Any:
        site = Datasette([str(folder / "claims.db")], metadata=metadata)
        await site.invoke_startup()
        return (await site.client.get(query)).json()

    found = asyncio.run(ask("/claims/figures_basic.json?_search=fish&_shape=objects"))
    assert [row["unit"] for row in found["rows"] if row["unit"] == "tonne"] == ["tonne"]
    assert set(found["facet_results"]) == {"unit", "outlet", "speaker"}


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame(library: str, claims: list[Any], folder: Path):
    pytest.importorskip(library)
    one = onrecord.to_frame(claims, "date,value,unit,text,kind,outlets", library=library)
    two = onrecord.to_frame(folder / "claims.jsonl", "date,value,unit,text,kind,outlets", library=library)
    assert list(one.columns) == ["date", "value", "unit", "text", "kind", "outlets"]
    assert one.equals(two)
    assert len(one) == len(claims)
    days = one["date"].dt.date if library == "pandas" else one["date"]
    assert next(iter(days)) == date(2026, 2, 10)
    assert one["value"].sum() == 3 - 3 + 0.1234567890123456789 + 24


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_of_nothing_has_its_columns(library: str):
    pytest.importorskip(library)
    assert list(onrecord.to_frame([], "basic,repeats", library=library).columns) == [*BASIC, *REPEATS]


def test_frames_that_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(ConfigError, match="pandas or polars"):
        onrecord.to_frame([], library="excel")
    monkeypatch.setattr("onrecord.exports.frame.find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"pip install 'onrecord\[pandas\]'"):
        onrecord.to_frame([])
    monkeypatch.undo()
    pytest.importorskip("pandas")
    with pytest.raises(ConfigError, match="cannot be read"):
        onrecord.to_frame(tmp_path / "none.jsonl")
    (tmp_path / "bad.jsonl").write_text("{}\n")
    with pytest.raises(ClaimError, match="line 1: not a claim"):
        onrecord.to_frame(tmp_path / "bad.jsonl")


@pytest.mark.parametrize("group", ["statements", "figures", "periods", "quotes", "mentions"])
def test_options_for_displacy(group: str):
    options = onrecord.displacy_options(group)
    assert options["spans_key"] == group
    assert all(label == label.upper() for label in options["colors"])
    with pytest.raises(ConfigError, match="no group of spans"):
        onrecord.displacy_options("claims")


def test_the_same_claims_make_the_same_database(material: Callable[[], Material], tmp_path: Path):
    for name in ("one.db", "two.db"):
        write(material(), tmp_path / name)
    dumps = []
    for name in ("one.db", "two.db"):
        base = sqlite3.connect(tmp_path / name)
        dumps.append("\n".join(base.iterdump()))
        base.close()
    assert dumps[0] == dumps[1]
