"""CSV, Parquet and SQLite: read by DuckDB and Datasette, and read back as the same claims."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from datasette.app import Datasette
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.exports import csv_table, parquet, sqlite
from onrecord.exports.columns import columns, flat, nested
from onrecord.exports.material import Material

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
NUMBER = st.one_of(
    st.integers(-(10**18), 10**18).map(lambda n: n if abs(n) <= 2**53 else str(n)),
    st.decimals(-1000, 1000, places=4).map(float),
    st.just("0.12345678901234567890"),
)


def write_csv(material: Material, path: Path) -> None:
    path.write_bytes("".join(line + "\n" for line in csv_table.lines(material)).encode())


WRITERS = {
    "csv": (write_csv, csv_table.read),
    "parquet": (parquet.write, parquet.read),
    "sqlite": (sqlite.write, sqlite.read),
}


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_claims_come_back(
    name: str, material: Callable[[], Material], claims: list[Any], tmp_path: Path
):
    write, read = WRITERS[name]
    write(material(), tmp_path / "out")
    assert list(read(tmp_path / "out")) == claims


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_claims_come_back(data: st.DataObject, maker: Any, tmp_path_factory: pytest.TempPathFactory):
    text = data.draw(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=8, max_size=40))
    make = maker("a", text, title=data.draw(st.none() | TEXT), url=data.draw(st.none() | TEXT))
    edges = data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4, unique=True).map(sorted))
    one, two = make.at(*edges[:2]), make.at(*edges[2:])
    who = {"name": data.draw(TEXT), "kind": "person", "role": data.draw(st.none() | TEXT)}
    who |= {"affiliation": data.draw(st.none() | TEXT), "resolved_by": None}
    cue = {"span": two, "rest": [one], "lemma": data.draw(st.just("") | TEXT), "stance": "neutral"}
    drawn = [
        make.statement(one, two, speaker=data.draw(st.sampled_from([None, who])), hedges=[two]),
        make.statement(one, cue=data.draw(st.sampled_from([None, cue])), source=two, negated=True),
        make.figure(one, data.draw(NUMBER), unit=data.draw(st.just("") | TEXT), place=two),
        make.figure(two, data.draw(st.none() | st.tuples(NUMBER, NUMBER)), figure_kind="score")
        if data.draw(st.booleans())
        else make.figure(two, None, measured={"text": data.draw(TEXT), "span": None}),
    ]
    folder = tmp_path_factory.mktemp("any")
    for name, (write, read) in WRITERS.items():
        write(Material(iter(drawn)), folder / name)
        assert list(read(folder / name)) == drawn, name


def test_a_row_is_a_record_and_back(claims: list[Any]):
    for claim in claims:
        record = claim.model_dump(mode="json")
        back = nested(flat(record))
        back["value"] = list(back["value"]) if isinstance(back.get("value"), tuple) else back.get("value")
        assert {**back, **({} if claim.kind == "figure" else {"value": None})} == {"value": None, **record}


def test_every_field_has_one_column():
    names = [column.name for column in columns()]
    assert len(set(names)) == len(names)
    assert {column.name for kind in ("statement", "figure") for column in columns(kind)} == set(names)
    assert names[:3] == ["id", "kind", "article_published"]


# CSV


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-3 %", "'-3 %"),
        ("@evil", "'@evil"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("'quoted'", "''quoted'"),
        ("a = b", "a = b"),
        ("", ""),
    ],
)
def test_formulas_are_neutralised(text: str, shown: str):
    assert csv_table.sanitize(text) == shown
    assert csv_table.as_it_was(shown) == text


@given(st.text())
def test_neutralising_can_be_undone_and_leaves_no_formula(text: str):
    cell = csv_table.sanitize(text)
    assert csv_table.as_it_was(cell) == text
    assert cell.lstrip()[:1] not in tuple("=+-@") or cell[:1] not in tuple("=+-@\t\r\n ")


def test_no_cell_of_text_begins_a_formula(material: Callable[[], Material], tmp_path: Path):
    write_csv(material(), tmp_path / "claims.csv")
    with duckdb.connect() as base:
        found = base.execute(f"SELECT * FROM read_csv('{tmp_path / 'claims.csv'}', all_varchar = true)")
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    types = {column.name: column.type for column in columns()}
    assert names == list(types)
    cells = [cell for row in rows for name, cell in row.items() if cell and types[name] == "text"]
    assert not [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@") or cell[0] in "\t\r\n"]
    assert any(cell.startswith("'=cmd") for cell in cells)


def test_duckdb_reads_the_csv(material: Callable[[], Material], claims: list[Any], tmp_path: Path):
    write_csv(material(), tmp_path / "claims.csv")
    with duckdb.connect() as base:
        rows = base.execute(
            f"SELECT id, text, value FROM read_csv('{tmp_path / 'claims.csv'}', all_varchar = true)"
        ).fetchall()
    assert [row[0] for row in rows] == [claim.id for claim in claims]
    assert [csv_table.as_it_was(row[1]) for row in rows] == [claim.text for claim in claims]
    assert [row[2] for row in rows][-4:] == ["-3", "0.12345678901234567890", None, "24"]


# Parquet


def test_duckdb_reads_the_parquet_file_with_its_types(
    material: Callable[[], Material], claims: list[Any], tmp_path: Path
):
    parquet.write(material(), tmp_path / "claims.parquet")
    with duckdb.connect() as base:
        rows = base.execute(
            "SELECT text, value, value_exact, article_published, negated, content[1].exact, figures"
            f" FROM '{tmp_path / 'claims.parquet'}'"
        ).fetchall()
        types = dict(
            base.execute(
                f"SELECT column_name, column_type FROM (DESCRIBE '{tmp_path}/claims.parquet')"
            ).fetchall()
        )
    assert [row[0] for row in rows] == [claim.text for claim in claims]
    told = rows[1]
    assert (str(told[3]), told[4], told[5]) == ("2026-02-10", True, claims[1].content[0].exact)
    assert told[6] == claims[1].figures
    assert rows[-3][2] == '"0.12345678901234567890"'
    assert (types["value"], types["article_published"], types["negated"]) == ("DOUBLE", "DATE", "BOOLEAN")


def test_a_missing_pyarrow_is_named(
    monkeypatch: pytest.MonkeyPatch, material: Callable[[], Material], tmp_path: Path
):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(Exception, match=r"pip install 'onrecord\[parquet\]'"):
        parquet.write(material(), tmp_path / "x")


# SQLite


def test_datasette_opens_the_database(material: Callable[[], Material], claims: list[Any], tmp_path: Path):
    path = tmp_path / "claims.db"
    sqlite.write(material(), path)

    async def ask(*queries: str) -> list[Any]:
        site = Datasette([str(path)])
        await site.invoke_startup()
        return [(await site.client.get(query)).json() for query in queries]

    tables, found, speakers, article = asyncio.run(
        ask(
            "/claims.json",
            "/claims/claims.json?_search=fish&_shape=objects",
            "/claims/speakers.json?_shape=objects&_sort=name",
            f"/claims/claims.json?_shape=objects&_labels=on&id={claims[0].id}",
        )
    )
    names = {table["name"]: table for table in tables["tables"]}
    assert {"articles", "claims", "speakers", "decisions"} <= names.keys()
    assert names["claims"]["fts_table"] == "claims_fts"
    assert {view["name"] for view in tables["views"]} == {
        f"{kind}s{width}" for kind in ("statement", "figure") for width in ("", "_basic")
    }
    assert {row["id"] for row in found["rows"]} == {claim.id for claim in claims if "fish" in claim.sentence}
    assert [row["name"] for row in speakers["rows"]] == ["Ada Crane", "Bo Lind", "Pier Board"]
    assert article["rows"][0]["speaker"]["label"] == "Ada Crane"


def test_the_database_holds_together(material: Callable[[], Material], claims: list[Any], tmp_path: Path):
    twice = Material([*claims, *claims])
    sqlite.write(twice, tmp_path / "claims.db")
    with sqlite3.connect(tmp_path / "claims.db") as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("SELECT count(*) FROM claims").fetchone() == (len(claims),)
        views = {
            kind: base.execute(f"SELECT count(*) FROM {kind}s").fetchone()[0]
            for kind in ("statement", "figure")
        }
        columns_of = {row[1] for row in base.execute("PRAGMA table_info(statements)")}
    base.close()
    kinds = [claim.kind for claim in claims]
    assert views == {kind: kinds.count(kind) for kind in views}
    assert "mode" in columns_of
    assert "figure_kind" not in columns_of


def test_what_reviewers_decided_is_in_the_database(claims: list[Any], tmp_path: Path):
    row = {
        "at": "2026-02-10T10:00:00.000+00:00",
        "reviewer": "ada",
        "role": "review",
        "claim": claims[0].id,
        "fingerprint": claims[0].fingerprint,
        "verdict": "reject",
        "before": claims[0].model_dump(mode="json"),
        "after": None,
    }
    sqlite.write(Material(iter(claims), decisions=iter([row])), tmp_path / "claims.db")
    base = sqlite3.connect(tmp_path / "claims.db")
    found = base.execute(
        "SELECT verdict, text, before, after FROM decisions JOIN claims ON claims.id = decisions.claim"
    ).fetchall()
    base.close()
    assert [(verdict, text, after) for verdict, text, _, after in found] == [("reject", claims[0].text, None)]
    assert json.loads(found[0][2])["id"] == claims[0].id
