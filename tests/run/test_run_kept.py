"""A run that does only what is new gives the bytes of one that does everything, and says what it did."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.readers import Article, Inputs, ReadOptions
from onrecord.run import Joined, Outcome, Outputs, RunConfig, Work, job, run_job
from onrecord.run.extractor import PipelineExtractor

CRASH = Path(__file__).parents[1] / "crash"
sys.path.insert(0, str(CRASH))

import standin  # noqa: E402
from standin import MANIFEST, Runs, model_folder  # noqa: E402

KEPT = ".claims.jsonl.kept"


FIGURE: dict[str, Any] = dict.fromkeys(
    ("measured", "per", "period", "since", "place", "related", "measured_by")
)
FIGURE |= {
    "comparator": "=",
    "value": ["1"],
    "kind": "count",
    "change": "=",
    "score": 1.0,
    "rule": "figure.test",
}


@Language.component("kept_test")
def find_words(doc: Doc) -> Doc:
    """Every word is a figure."""
    doc._.figures = [
        {**FIGURE, "span": [token.idx, token.idx + len(token)], "unit": token.text}
        for token in doc
        if token.is_alpha
    ]
    return doc


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Claims as onrecord's own are; the articles in which they were looked for, not taken over."""
    nlp = spacy.blank("en")
    nlp.add_pipe("kept_test")
    pipeline = PipelineExtractor(RunConfig(), nlp)
    names: list[str] = []

    def extract(article: Article) -> Outcome:
        names.append(Path(article.id).name)
        return fail(article) if "fail" in article.text.split() else pipeline(article)

    fail = standin.extract
    monkeypatch.setattr(standin, "extract", extract)
    return names


def make(root: Path) -> Runs:
    """A finished run: text files in several units, some twice, some bad, and a large file."""
    runs = Runs.make(root, files=50, rows=40)
    rows = root / "in/rows.jsonl"
    rows.write_text(rows.read_text().removesuffix("{\n"))
    runs.go()
    return runs


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    monkeypatch.setenv("ONRECORD_MODEL", str(model_folder(tmp_path)))
    return make(tmp_path)


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worked: list[str]) -> Runs:
    monkeypatch.setenv("ONRECORD_MODEL", str(model_folder(tmp_path)))
    runs = make(tmp_path)
    assert runs.out.stat().st_size > 10_000
    worked.clear()
    return runs


def folder_of(runs: Runs) -> Path:
    return runs.root / "in"


def same_as_fresh(runs: Runs, **work: Any) -> Joined:
    """Run; the bytes are those of a run into an empty folder, and nothing is left that should not be."""
    joined = runs.go(**work)
    fresh = runs.at("fresh")
    shutil.rmtree(fresh.out.parent, ignore_errors=True)
    fresh.go(**work)
    assert runs.files() == fresh.files()
    assert runs.left() == fresh.left() == [KEPT, "claims.jsonl", "errors.jsonl", "manifest.json"]
    ours, theirs = (json.loads(one.out.with_name(MANIFEST).read_text()) for one in (runs, fresh))
    assert {name: ours[name] for name in ("counts", "outputs") if name in ours} == {
        name: theirs[name] for name in ("counts", "outputs") if name in theirs
    }
    return joined


def bad(names: list[str]) -> list[str]:
    """Those that fail each time, so that they are tried each time."""
    return [name for name in names if name[:3].isdecimal() and int(name[:3]) % 7 == 3]


def test_nothing_to_do(real: Runs, worked: list[str]) -> None:
    before = real.files()
    joined = real.go()
    assert real.files() == before
    assert joined.kept > 0
    assert worked == bad(worked)


def test_nothing_failed_and_nothing_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worked: list[str]
) -> None:
    monkeypatch.setenv("ONRECORD_MODEL", str(model_folder(tmp_path)))
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / f"in/{number}.txt").write_text(f"text {number}")
    runs = Runs(tmp_path)
    assert runs.go().kept == 0
    assert len(worked) == 40
    joined = runs.go()
    assert joined.kept == 40
    assert joined.changed == []
    assert len(worked) == 40
    assert not joined.report.failed


def test_one_is_added(real: Runs, worked: list[str]) -> None:
    for name in ("000a.txt", "020a.txt", "zzz.txt"):
        (folder_of(real) / name).write_text(f"a new text called {name}")
    real.go()
    assert sorted(set(worked) - set(bad(worked))) == ["000a.txt", "020a.txt", "zzz.txt"]
    same_as_fresh(real)


def test_one_has_changed(real: Runs, worked: list[str]) -> None:
    (folder_of(real) / "005.txt").write_text("other words")
    (folder_of(real) / "006.json").write_text('{"title": "beside it"}')
    real.go()
    assert set(worked) - set(bad(worked)) == {"005.txt"}
    same_as_fresh(real)


def test_same_size_other_time(done: Runs) -> None:
    path = folder_of(done) / "005.txt"
    status = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    same_as_fresh(done)


def test_some_are_gone(done: Runs) -> None:
    for name in ("0-bad.txt", "001.txt", "018.txt", "049.txt"):
        (folder_of(done) / name).unlink()
    same_as_fresh(done)
    (folder_of(done) / "rows.jsonl").unlink()
    same_as_fresh(done)


@pytest.mark.parametrize("gone", [["001.txt"], ["001.txt", "018.txt"], [f"{n:03}.txt" for n in range(17)]])
def test_the_first_of_two_with_the_same_text_is_gone(real: Runs, worked: list[str], gone: list[str]) -> None:
    """Nothing was found in the second, because of the first."""
    for name in gone:
        (folder_of(real) / name).unlink()
    real.go()
    assert set(worked) <= set(bad(worked))  # the text is known all the same
    same_as_fresh(real)


def test_the_first_of_two_has_changed(done: Runs) -> None:
    (folder_of(done) / "002.txt").write_text("alpha beta gamma")
    same_as_fresh(done)


def test_a_text_comes_before_one_with_the_same_text(done: Runs) -> None:
    shutil.copy(folder_of(done) / "005.txt", folder_of(done) / "000a.txt")
    same_as_fresh(done)


def test_rows_of_a_large_file_change(done: Runs) -> None:
    path = folder_of(done) / "rows.jsonl"
    rows = path.read_text().splitlines()
    for change in (
        lambda: rows.insert(3, json.dumps({"id": "new", "text": "a new row", "x": "x" * 9000})),
        lambda: rows.pop(0),
        lambda: rows.__delitem__(slice(20, None)),
    ):
        change()
        path.write_text("\n".join(rows) + "\n")
        same_as_fresh(done)


def test_a_large_file_changes_and_the_first_copy_of_its_rows_goes(done: Runs) -> None:
    rows = [{"id": f"x{n}", "text": f" row {n}", "x": "x" * 9000} for n in range(40)]
    (folder_of(done) / "more.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n")
    same_as_fresh(done)
    (folder_of(done) / "more.jsonl").unlink()
    same_as_fresh(done)


def test_a_moved_folder(real: Runs, worked: list[str]) -> None:
    before = real.files()
    folder_of(real).rename(real.root / "in2")
    folder_of(real).mkdir()
    (real.root / "in2").rename(folder_of(real) / "moved")
    (folder_of(real) / "moved/007.json").write_text('{"title": "another title", "outlet": "The Gazette"}')
    real.go()
    assert set(worked) == set(bad(worked))
    assert real.files() != before
    same_as_fresh(real)


def test_a_moved_folder_of_claims_that_are_not_ours(done: Runs) -> None:
    """They cannot be given another address, and are found again."""
    folder_of(done).rename(done.root / "in2")
    folder_of(done).mkdir()
    (done.root / "in2").rename(folder_of(done) / "moved")
    same_as_fresh(done)


def test_another_date_is_another_result(real: Runs, worked: list[str]) -> None:
    (folder_of(real) / "005.json").write_text('{"published": "2026-02-10"}')
    real.go()
    assert set(worked) - set(bad(worked)) == {"005.txt"}
    same_as_fresh(real)


def test_another_option_does_all_again_and_says_why(real: Runs, worked: list[str]) -> None:
    config = RunConfig(attitudes=True)
    joined = same_as_fresh(real, config=config)
    assert joined.changed == ["config.attitudes was False and is True"]
    assert joined.kept == 0
    worked.clear()
    joined = real.go(config=config)
    assert joined.changed == []
    assert joined.kept > 0
    assert set(worked) == set(bad(worked))


def test_restart_forgets(real: Runs, worked: list[str]) -> None:
    joined = real.go(restart=True)
    assert (joined.kept, joined.changed) == (0, [])
    assert set(worked) - set(bad(worked))
    same_as_fresh(real)


def test_without_keeping_nothing_is_kept(done: Runs) -> None:
    plain = done.at("plain")
    plain.go(keep=False)
    assert KEPT not in plain.left()
    assert plain.files() == done.files()


def test_shards_use_what_is_kept(real: Runs, worked: list[str]) -> None:
    (folder_of(real) / "zzz.txt").write_text("a new text")
    for number in (1, 2, 3):
        real.go(shard=(number, 3))
    real.go()
    assert set(worked) - set(bad(worked)) == {"zzz.txt"}
    same_as_fresh(real)


@pytest.mark.usefixtures("forked")
def test_workers_use_what_is_kept(done: Runs) -> None:
    (folder_of(done) / "zzz.txt").write_text("a new text")
    (folder_of(done) / "001.txt").unlink()
    fresh = done.at("fresh")
    fresh.go()
    done.go(workers=2)
    assert done.files() == fresh.files()


def test_a_little_that_is_new_starts_no_workers(done: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    """They pay off for what is to be done, not for all that was done before."""

    def no_pool(*given: Any) -> None:
        raise AssertionError("workers")

    monkeypatch.setattr(job, "cores", lambda: 8)
    monkeypatch.setattr(job, "BYTES_PER_WORKER", 1000)
    monkeypatch.setattr(job, "WorkerPool", no_pool)
    (folder_of(done) / "zzz.txt").write_text("a new text")
    with pytest.raises(AssertionError, match="workers"):
        done.at("fresh").go(workers=None)
    done.go(workers=None)
    same_as_fresh(done)


def test_an_input_that_is_named_twice(done: Runs) -> None:
    outputs = Outputs.beside(done.root / "twice/claims.jsonl")
    paths = [str(folder_of(done)), str(folder_of(done) / "005.txt"), str(folder_of(done) / "rows.jsonl")]
    found = []
    for _ in range(2):
        inputs = Inputs(paths, ReadOptions())
        run_job(inputs, outputs, RunConfig(), ReadOptions(), work=Work(workers=0), load=standin.load)
        found.append([path.read_bytes() for path in outputs.paths()[:2]])
    assert found[0] == found[1]


def test_what_is_kept_by_an_unfinished_run_of_changed_inputs(real: Runs, worked: list[str]) -> None:
    for number in range(40):
        (folder_of(real) / f"new{number}.txt").write_text(f"a new text {number}")
    real.go(shard=(1, 2))
    before = len(worked)
    (folder_of(real) / "new0.txt").write_text("changed")
    real.go()
    assert 0 < before < 40 + len(bad(worked))
    assert worked[before:].count("new0.txt") == 1
    assert len({name for name in worked if name.startswith("new")}) == 40
    again = [name for name in worked[before:] if name in worked[:before] and name.startswith("new")]
    assert set(again) <= {"new0.txt"}
    same_as_fresh(real)


def spoil_text(path: Path) -> None:
    path.write_bytes(b"no database at all, but something else that is long enough" * 20)


def spoil_empty(path: Path) -> None:
    path.write_bytes(b"")


def spoil_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def spoil_tables(path: Path) -> None:
    base = sqlite3.connect(path)
    base.executescript("DROP TABLE item; DROP TABLE input; CREATE TABLE input (id, other);")
    base.close()


def spoil_results(path: Path) -> None:
    base = sqlite3.connect(path)
    base.execute("UPDATE item SET data = substr(data, 1, length(data) - 1) || x'00'")
    base.commit()
    base.close()


def spoil_count(path: Path) -> None:
    base = sqlite3.connect(path)
    base.execute("DELETE FROM item WHERE place = 0")
    base.commit()
    base.close()


def spoil_order(path: Path) -> None:
    """The rows of one input are another's, as after a page that went bad."""
    base = sqlite3.connect(path)
    base.execute("UPDATE input SET id = 10000 - id")
    base.execute("UPDATE item SET input = 9999 - input WHERE input % 2")
    base.commit()
    base.close()


def spoil_keys(path: Path) -> None:
    """Results are found under the keys of other texts."""
    base = sqlite3.connect(path)
    keys = [key for (key,) in base.execute("SELECT key FROM item WHERE key IS NOT NULL ORDER BY key")]
    rows = base.execute("SELECT input, place FROM item WHERE key IS NOT NULL ORDER BY key").fetchall()
    for key, row in zip(keys[1:] + keys[:1], rows, strict=True):
        base.execute("UPDATE item SET key = ? WHERE input = ? AND place = ?", (key, *row))
    base.execute("UPDATE input SET head = NULL")
    base.commit()
    base.close()


BEFORE_ANY_WORK = (spoil_text, spoil_empty, spoil_half, spoil_tables, Path.unlink)
WHILE_READING = (spoil_results, spoil_count, spoil_order, spoil_keys)
"""Found by the process that reads, which may be a worker."""
WAYS: dict[str, dict[str, Any]] = {"here": {}, "workers": {"workers": 2}, "shard": {"shard": (1, 2)}}


@pytest.mark.parametrize(
    ("way", "spoil"),
    [
        (way, spoil)
        for way in WAYS
        for spoil in (*WHILE_READING, *(BEFORE_ANY_WORK if way != "workers" else ()))
    ],
)
@pytest.mark.usefixtures("forked")
def test_damaged(done: Runs, spoil: Callable[[Path], None], way: str) -> None:
    work = WAYS[way]
    before = done.files()
    spoil(done.out.with_name(KEPT))
    (folder_of(done) / "zzz.txt").write_text("a new text")
    done.go(**work)
    if "shard" in work:
        assert done.files() == before
    same_as_fresh(done)
    assert done.go().kept > 0  # all is kept again


def test_damaged_at_any_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MODEL", str(model_folder(tmp_path)))
    runs = Runs.make(tmp_path, files=20)
    runs.go()
    whole = runs.out.with_name(KEPT).read_bytes()
    (tmp_path / "in/001.txt").unlink()
    (tmp_path / "in/zzz.txt").write_text("a new text")
    fresh = runs.at("fresh")
    fresh.go()
    step = int(os.environ.get("ONRECORD_EVERY", "211"))
    for place in range(0, len(whole), step):
        hurt = bytearray(whole)
        hurt[place] ^= 1 << place % 8
        runs.out.with_name(KEPT).write_bytes(hurt)
        runs.go()
        assert runs.files() == fresh.files(), place
        assert runs.left() == fresh.left(), place
