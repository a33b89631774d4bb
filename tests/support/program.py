"""The program ``onrecord`` as tests call it: in this process, or in one of its own.

What it says and writes is asserted of the first, which has its libraries already; how a process ends, of the
second.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import chdir
from io import BufferedReader, BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess, run
from unittest import mock

from typer.testing import CliRunner

from onrecord.cli import main

PROGRAM = str(Path(sys.executable).with_name("onrecord"))
Arg = str | Path
Done = CompletedProcess[bytes]
DoneText = CompletedProcess[str]


def run_here(*args: Arg, cwd: Path, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Done:
    """Run it in this process; what would be a traceback fails the test."""
    command = ["onrecord", *map(str, args)]
    with (
        chdir(cwd),
        CliRunner().isolation(env=env) as (out, err, _),
        mock.patch.object(sys, "argv", command),
        mock.patch.object(sys, "stdin", TextIOWrapper(BufferedReader(BytesIO(stdin)), "utf-8")),  # can peek
    ):
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        sys.stdout.flush()
        sys.stderr.flush()
        return Done(command, code, out.getvalue(), err.getvalue())


def run_alone(*args: Arg, cwd: Path, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Done:
    """Run it in a process of its own, as a shell does."""
    return run([PROGRAM, *args], cwd=cwd, input=stdin, env={**os.environ, **(env or {})}, capture_output=True)


def in_text(done: Done) -> DoneText:
    """The same with what it said as text."""
    return DoneText(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
