"""What the command writes where: whole, the same every time, and over nothing that is not its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from program import in_text, run_here

from onrecord.errors import ConfigError
from onrecord.report import write_report
from onrecord.report.folder import write_folder


def run(*args: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return in_text(run_here("report", *args, cwd=cwd, env=env))


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def claims(tmp_path: Path, stories: list[Any], put: Callable[..., Path]) -> Path:
    return put(tmp_path, stories[:2])


def test_the_command_says_where_the_report_is(claims: Path, tmp_path: Path) -> None:
    done = run("claims.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "report/index.html\n"
    assert done.stderr == "2 articles, 8 claims\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "claims.jsonl", "report"]
    (tmp_path / "report" / "note.txt").write_text("mine")
    done = run("claims.jsonl", cwd=tmp_path)
    assert done.returncode == 3
    assert "note.txt" in done.stderr


def test_the_same_files_give_the_same_bytes(claims: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        done = run("claims.jsonl", "-o", tmp_path / seed, "--json", cwd=tmp_path, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == {
            "articles": 2,
            "articles_without_text": 0,
            "claims": 8,
            "lines_that_are_no_claims": 0,
            "files": len(content(tmp_path / seed)) - 1,
            "report": str(tmp_path / seed / "index.html"),
        }
    assert content(tmp_path / "1") == content(tmp_path / "2")
    assert str(tmp_path).encode() not in b"".join(content(tmp_path / "1").values())


def test_an_older_report_is_replaced(
    claims: Path, tmp_path: Path, stories: list[Any], put: Callable[..., Path]
) -> None:
    out = tmp_path / "report"
    write_report(claims, out)
    before = content(out)
    put(tmp_path, stories[2:3])
    write_report(claims, out)
    after = content(out)
    assert set(before) - set(after), "pages of articles that are gone stay behind"
    assert set(json.loads(after["report.json"])["files"]) | {"report.json"} == set(after)


@pytest.mark.parametrize("what", ["a folder", "a file", "a report with a note in it", "a report of others"])
def test_what_is_no_report_is_not_overwritten(what: str, claims: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    mine = out if what == "a file" else out / "note.txt"
    if what == "a report with a note in it":
        write_report(claims, out)
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    if what == "a report of others":
        (out / "report.json").write_text('{"format": "another", "files": ["note.txt"]}')
    with pytest.raises(ConfigError, match="is a file" if what == "a file" else "--force"):
        write_report(claims, out)
    assert mine.read_text() == "mine"
    if what != "a file":
        write_report(claims, out, force=True)
        assert not mine.exists()
        assert (out / "index.html").exists()


@pytest.mark.parametrize("place", [".", "..", "articles"])
def test_not_even_force_deletes_what_is_needed(
    place: str, claims: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="would be lost"):
        write_report(claims, Path(place), articles=[Path("articles")], force=True)
    assert claims.exists()
    assert (tmp_path / "articles").is_dir()


def test_an_empty_folder_may_be_filled(claims: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_report(claims, tmp_path / "empty")
    assert (tmp_path / "empty" / "index.html").exists()


def test_an_interruption_leaves_the_old_report(tmp_path: Path) -> None:
    out = tmp_path / "report"
    write_folder(out, [("index.html", "old")])
    before = content(out)

    def pages() -> Iterator[tuple[str, str]]:
        yield "index.html", "new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_folder(out, pages())
    assert content(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be written"):
        write_folder(tmp_path / "file" / "report", [("index.html", "")])


def test_lines_that_are_no_claims_are_counted_and_named(claims: Path, tmp_path: Path) -> None:
    with claims.open("a") as lines:
        lines.write("no json\n")
        lines.write(json.dumps({"kind": "figure"}) + "\n")
    done = run("claims.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert "line 9" in done.stderr
    assert "line 10" in done.stderr
    page = (tmp_path / "report" / "about.html").read_text()
    assert "line 9" in page
    assert "line 10" in page


def test_no_claims_at_all_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text("")
    with pytest.raises(ConfigError, match="no claims in it"):
        write_report(tmp_path / "claims.jsonl", tmp_path / "report")
    assert not (tmp_path / "report").exists()


def test_without_the_extra_the_error_names_it(claims: Path, tmp_path: Path) -> None:
    code = "import spacy, sys; sys.modules['jinja2'] = None; from onrecord.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "report", claims],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "pip install 'onrecord[report]'" in done.stderr
    assert not (tmp_path / "report").exists()
