"""What the command line does without the language model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from program import Done, run_alone, run_here
from typer.core import TyperGroup
from typer.main import get_command

import onrecord
from onrecord.cli.app import app
from onrecord.cli.program import SUMMARIES
from onrecord.cli.terminal import one_line, safe


def run(*args: str, cwd: Path = Path(), **env: str) -> Done:
    return run_here(*args, cwd=cwd, env=env)


@pytest.mark.parametrize("args", [["--help"], ["-h"], ["extract", "--help"], ["explain", "--help"]])
def test_help_goes_to_stdout(args: list[str], tmp_path: Path) -> None:
    done = run_alone(*args, cwd=tmp_path)
    assert done.stdout.startswith(b"Usage: onrecord")
    assert b"\x1b" not in done.stdout
    assert done.returncode == 0


def test_help_loads_nothing_heavy() -> None:
    code = """if True:
        import sys
        from onrecord.cli import main
        from onrecord.cli.program import SUMMARIES
        sys.argv = ['onrecord', '--help']
        try:
            main()
        except SystemExit:
            heavy = ('spacy', 'pydantic', 'numpy', 'onnxruntime', 'dateparser')
            commands = [f'onrecord.cli.{name}' for name in SUMMARIES]
            print([name for name in (*heavy, *commands) if name in sys.modules])
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted in /proc")
def test_numpy_starts_no_threads() -> None:
    code = """if True:
        from pathlib import Path
        from onrecord.lean import start_quickly
        start_quickly()
        import numpy
        numpy.ones((500, 500)) @ numpy.ones((500, 500))
        print(len(list(Path('/proc/self/task').iterdir())))
    """
    env = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout == "1\n"


def test_a_worker_imports_neither_torch_nor_the_command_line_of_spacy() -> None:
    code = """if True:
        import pickle, sys
        from functools import partial
        from onrecord.lean import start_worker
        start_worker(pickle.dumps(partial(print, 'connection')), 'job')
        import onrecord.run.worker
        print(sys.modules['torch'], hasattr(sys.modules['spacy.cli'], 'download'))
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "connection job\nNone False\n"


def test_the_help_names_every_command_by_the_first_sentence_of_its_own_help() -> None:
    program = get_command(app)
    assert isinstance(program, TyperGroup)
    assert {name: command.get_short_help_str(1000) for name, command in program.commands.items()} == SUMMARIES
    assert [command.name for command in program.commands.values()] == list(SUMMARIES)


def test_import_is_light_and_everything_named_is_there() -> None:
    code = "import sys, onrecord\nprint('spacy' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "False\n"
    )
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    assert set(onrecord.__all__) <= set(dir(onrecord))
    assert len(set(onrecord.__all__)) == len(onrecord.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        onrecord.nothing  # noqa: B018


def test_version_names_what_a_report_needs() -> None:
    lines = run("--version").stdout.decode().splitlines()
    assert lines[0] == f"onrecord {onrecord.__version__}"
    assert lines[1].startswith("model ")
    assert any(line.startswith("spacy ") for line in lines)


def test_schema() -> None:
    done = run("schema")
    assert done.returncode == 0
    schema = json.loads(done.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == onrecord.json_schema()


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["extract"],
        ["extract", "no-such-folder"],
        ["extract", ".", "--published", "yesterday"],
        ["extract", ".", "--field", "body"],
        ["extract", ".", "--preset", "nosuch"],
        ["extract", ".", "--encoding", "klingon"],
        ["extract", ".", "--format", "pdf"],
        ["extract", ".", "--min-confidence", "2"],
        ["explain", "no-such-file"],
        ["frobnicate"],
        ["--frobnicate"],
    ],
)
def test_usage_errors(args: list[str], tmp_path: Path) -> None:
    done = run(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr
    assert b"Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_missing_model_is_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.")
    env = {"ONRECORD_MODEL": str(tmp_path / "none"), "PATH": ""}
    done = run("extract", "a.txt", "-o", "claims.jsonl", cwd=tmp_path, **env)
    assert done.returncode == 3
    assert b"no language model" in done.stderr
    assert b"Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("plain é🌳\t\n", "plain é🌳\t\n"),
        ("\x1b[31mred\x1b]0;title\x07", "[31mred]0;title"),
        ("\x9b31m \x85\x7f\x00\r", "31m "),
        ("abc\u202etxt.exe\u2066\u200f\u061c", "abctxt.exe"),
        ("a\u2028b\u2029c\ud800", "abc"),
        (7, "7"),
    ],
)
def test_safe(data: object, shown: str) -> None:
    assert safe(data) == shown


def test_one_line() -> None:
    assert one_line("a\n\tb\r\n c") == "a b c"


def test_a_run_leaves_out_what_spacy_brings_along() -> None:
    code = """if True:
        import sys
        from onrecord.cli import main
        sys.argv = ['onrecord', 'extract', '-', '--format', 'text']
        try:
            main()
        except SystemExit:
            print([name for name in ('weasel', 'requests', 'torch') if sys.modules.get(name)])
    """
    text = "Prices rose 5 percent, Jane Smith said."
    done = subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, text=True)
    assert len(done.stdout.splitlines()) == 3
    assert done.stdout.splitlines()[-1] == "[]"
