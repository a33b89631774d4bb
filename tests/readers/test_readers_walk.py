from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from onrecord.errors import ConfigError
from onrecord.readers import Failure, Skipped, Source, check_inputs, find_sources, reader_names


def found(folder: Path, *paths: str, format: str | None = None) -> list[str]:
    names = []
    for item in find_sources([str(folder / path) for path in paths] or [str(folder)], format):
        kind = {Source: "", Skipped: "skipped ", Failure: "failed "}[type(item)]
        names.append(kind + os.path.relpath(item.path, folder.as_posix()))
    return names


def test_sorted_and_without_hidden_files_and_sidecars(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.md",
        "a/b.jsonl",
        "B.TXT",
        ".hidden.txt",
        ".git/x.txt",
        "b.json",
        "c.json",
        "d.pdf",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert found(tmp_path) == ["B.TXT", "a/b.jsonl", "a/z.md", "b.txt", "c.json", "skipped d.pdf"]


def test_named_files_come_in_the_order_given_and_sidecars_too(tmp_path: Path) -> None:
    for name in ("b.txt", "b.json", "c.odd"):
        (tmp_path / name).write_text("x")
    assert found(tmp_path, "c.odd", "b.txt", "b.json") == ["failed c.odd", "b.txt", "b.json"]
    assert found(tmp_path, "c.odd", format="text") == ["c.odd"]


def test_loops_of_links_end_and_a_folder_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.txt").write_text("x")
    (tmp_path / "real/loop").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "real")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    names = found(tmp_path)
    assert names == ["again/a.txt", "failed gone.txt", "failed self"]


def test_deep_folders(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(300):
        folder /= "d"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("x")
    assert len(found(tmp_path)) == 1


def test_of_many_files_only_the_names_are_in_memory(tmp_path: Path) -> None:
    """The least of three peaks: the first walk imports readers, and other threads may be at work."""
    count = 2000
    for number in range(count):
        (tmp_path / f"{number:07}.txt").touch()
    peaks = []
    for _ in range(3):
        tracemalloc.start()
        try:
            assert sum(1 for _ in find_sources([str(tmp_path)])) == count
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    assert min(peaks) < count * 150


def test_what_is_no_file_fails(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path) == ["failed pipe.txt"]


def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "w") as file:
        file.write("x")
    (source,) = find_sources([str(tmp_path)])
    assert isinstance(source, Source)
    assert source.path.endswith(r"caf\xe9.txt")
    assert source.read(10) == b"x"


def test_inputs_must_be_there(tmp_path: Path) -> None:
    check_inputs([str(tmp_path), "-"])
    with pytest.raises(ConfigError, match="no such file"):
        check_inputs([str(tmp_path / "nope")])


def test_formats() -> None:
    assert {"html", "json", "jsonl", "text"} <= set(reader_names())
    with pytest.raises(ConfigError, match="unknown format 'odd'"):
        list(find_sources([], "odd"))
