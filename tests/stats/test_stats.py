"""``onrecord stats``: exact, streaming, and harmless whatever stands in the claims."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import Done, run_here

from onrecord.stats import Tallies, count_claims

EVIL = "\x1b[2J\u202eevil [bold]x[/bold]"


def claim(article: str, **fields: object) -> bytes:
    outlet = {"t": "Tern Times"}.get(article[0])
    record = {"kind": "statement", "article": {"sha256": article, "outlet": outlet}, "rule": "r"}
    return json.dumps(record | fields).encode() + b"\n"


CLAIMS = [
    claim("t1", mode="direct", cue={"lemma": "say"}, speaker={"name": EVIL}),
    claim("t1", mode="indirect", cue=None, speaker={"name": "Ada Crane"}),
    claim("t1", mode="indirect", cue={"lemma": "say"}, speaker=None),
    b"\n",
    claim("x2", kind="figure", figure_kind="count", unit="boat", speaker={"name": "Ada Crane"}),
    claim("x2", kind="figure", figure_kind="percent", unit="", speaker=None),
    claim("t3", mode="direct", cue={"lemma": "warn"}, speaker={"name": "Ada Crane"}),
]
ERRORS = [
    json.dumps({"stage": "read", "error": "ReaderError"}).encode(),
    json.dumps({"stage": "duplicate", "error": "Duplicate"}).encode(),
]


def test_what_is_counted() -> None:
    found = count_claims(CLAIMS, "c", ERRORS, "e")
    assert (found.articles, found.statements, found.figures, found.without_speaker) == (3, 4, 2, 1)
    assert (found.failures, found.bad_lines) == (2, 0)
    tables = {name: dict(table.top) for name, table in found.tables.items()}
    assert tables == {
        "speakers": {"Ada Crane": 2, EVIL: 1},
        "cues": {"say": 2, "none": 1, "warn": 1},
        "modes": {"direct": 2, "indirect": 2},
        "units": {"boat": 1, "none": 1},
        "figure kinds": {"count": 1, "percent": 1},
        "outlets": {"Tern Times": 4, "not said": 2},
        "rules": {"r": 6},
        "errors": {"read: ReaderError": 1, "duplicate: Duplicate": 1},
    }
    assert count_claims(CLAIMS, "c", top=1).tables["speakers"].distinct == 2
    assert count_claims(CLAIMS, "c", top=1).tables["speakers"].top == [("Ada Crane", 2)]


def test_what_stands_in_several_articles() -> None:
    twice = [claim(name, text="The pier is safe, and so is the quay") for name in ("t1", "x2")]
    (seen,) = count_claims([*twice, *CLAIMS], "c", repeats=True).repeated
    assert (seen.outlets, seen.articles, seen.text) == (1, 2, "The pier is safe, and so is the quay")
    assert count_claims(twice, "c").repeated == []


@given(st.lists(st.tuples(st.sampled_from("ab"), st.text(max_size=2))), st.integers(0, 3))
def test_counts_are_exact_wherever_they_are_kept(things: list[tuple[str, str]], in_memory: int) -> None:
    things = [(name, thing.encode("utf-8", "replace").decode()) for name, thing in things]
    with closing(Tallies(in_memory)) as tallies:
        for name, thing in things:
            tallies.add(name, thing)
        for wanted in "ab":
            counts = Counter(thing for name, thing in things if name == wanted)
            assert tallies.distinct(wanted) == len(counts)
            assert tallies.top(wanted, 99) == sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


@pytest.mark.parametrize("line", [b"{", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"kind": "other"}'])
def test_bad_lines_are_named_and_the_rest_is_counted(line: bytes) -> None:
    found = count_claims([line, *CLAIMS, line], "c.jsonl", [line, *ERRORS], "e.jsonl")
    assert (found.bad_lines, found.statements, found.failures) == (3, 4, 2)
    assert [message.split(":")[0] for message in found.bad] == [
        "c.jsonl, line 1",
        "c.jsonl, line 9",
        "e.jsonl, line 1",
    ]


def run(*args: str, cwd: Path, stdin: bytes = b"") -> Done:
    return run_here("stats", *args, cwd=cwd, stdin=stdin)


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "may.jsonl").write_bytes(b"".join(CLAIMS))
    (tmp_path / "may.errors.jsonl").write_bytes(b"\n".join(ERRORS))
    shown = run("may.jsonl", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    text = shown.stdout.decode()
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[2Jevil [bold]x[/bold]" in text
    assert "read: ReaderError" in text
    record = json.loads(run("may.jsonl", "--json", "--top", "1", cwd=tmp_path).stdout)
    assert record["tables"]["speakers"] == {"distinct": 2, "top": [["Ada Crane", 2]]}
    assert record["failures"] == 2
    piped = run("-", "--json", cwd=tmp_path, stdin=b"".join(CLAIMS) + b"{\n")
    assert piped.returncode == 1
    assert b"line 8: not a claim" in piped.stderr
    assert json.loads(piped.stdout)["failures"] == 0
    assert run("none.jsonl", cwd=tmp_path).returncode == 2


def test_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(b"".join(CLAIMS))
    code = """if True:
        import sys
        from onrecord.cli import main
        sys.argv = ['onrecord', 'stats', 'c.jsonl', '--json']
        try:
            main()
        except SystemExit:
            pass
        print([name for name in ('spacy', 'numpy', 'onnxruntime') if name in sys.modules])
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "[]"
