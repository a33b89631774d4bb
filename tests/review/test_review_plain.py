"""The same over lines: every key, through the program with its input in a pipe."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from program import in_text, run_here

from onrecord.review import Order, PlainReview, Session
from onrecord.review.plain import KEYS

Open = Callable[..., Session]


def obey(session: Session, *lines: str) -> str:
    shown: list[str] = []
    PlainReview(session, shown.append).run(lines)
    return "\n".join(shown)


def verdicts(session: Session) -> list[str]:
    return [one.verdict for one in session.store.since()]


@pytest.fixture
def session(open_review: Open) -> Session:
    return open_review(order=Order.article)


def test_a_claim_as_lines(session: Session) -> None:
    out = obey(session)
    assert (
        "text: [source: Harbour master Ada Crane] [cue: said] on Monday that [figure: more than 40 boats]"
        " [content: were lost last year]." in out
    )
    assert "speaker: Ada Crane (person, by name)" in out
    assert "claim 1 of 5 (all)" in out


def test_deciding_and_taking_back(session: Session) -> None:
    out = obey(session, "a", "x", "s", "u", "f", "n odd one", "l", "q", "a")
    assert verdicts(session) == ["accept", "reject", "skip", "undo", "flag", "note"]
    assert "taken back: skipped" in out
    assert "note: odd one" in out
    assert "so far: flagged" in out


def test_correcting(session: Session) -> None:
    out = obey(session, "e", "e content end -2; speaker = Ada M. Crane", "k", "e mode = loud", "e nonsense")
    assert verdicts(session) == ["edit"]
    assert "content: more than 40 boats were lost last year -> more than 40 boats were lost" in out
    assert "speaker: Ada Crane (person) -> Ada M. Crane (person)" in out
    assert "not done: mode is one of direct indirect mixed" in out
    assert "not done: e FIELD = VALUE" in out


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        (["k"], "this is the first one"),
        (["j", "j", "j", "j", "j"], "this is the last one"),
        (["u"], "nothing to take back"),
        (["z"], "no such key: z"),
        (["aa"], "no such key: aa"),
        (["/ nowhere"], "not found: nowhere"),
        (["/"], "/ and the words to look for"),
        (["n"], "n and the text of the note"),
        (["/ petition"], "claim 4 of 5"),
        (["p"], "claim 2 of 5"),
        (["t", "t"], "claim 3 of 5"),
        (["8"], "showing figures: 3"),
        (["3", "a"], "there is no claim here"),
        (["a", "a", "a", "a", "a"], "all done here"),
        (["e speaker end +1"], "speaker is not a span here"),
        ([""], "0 done, 5 left"),
    ],
)
def test_answers(session: Session, lines: list[str], answer: str) -> None:
    assert answer in obey(session, *lines)


def test_the_help_names_every_key(session: Session) -> None:
    out = obey(session, "?")
    for key, what in KEYS:
        assert f"  {key}: {what}" in out


@pytest.mark.model
def test_why(session: Session) -> None:
    out = obey(session, "w")
    assert "rule      statement.that" in out
    assert 'mention   "' in out


def test_the_program_in_a_pipe(claims_path: Path, open_review: Open, make: Any) -> None:
    command = [str(Path(sys.executable).parent / "onrecord"), "review", str(claims_path), "--plain"]
    typed = b"a\nn \xff is no UTF-8\nx\n"
    done = subprocess.run([*command, "--reviewer", "ann"], input=typed, capture_output=True)
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.decode().rstrip().splitlines()[-1].startswith("2 done, 3 left")
    assert verdicts(open_review("ann")) == ["accept", "note", "reject"]


def test_two_reviewers_at_once_on_a_file_nobody_has_reviewed(claims_path: Path, open_review: Open) -> None:
    program = str(Path(sys.executable).parent / "onrecord")
    both = {
        name: subprocess.Popen(
            [program, "review", str(claims_path), "--plain", "--reviewer", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("ann", "bob")
    }
    for step in range(5):
        for name, process in both.items():
            assert process.stdin
            process.stdin.write("a\n" if name == "ann" or step % 2 else "x\n")
            process.stdin.flush()
    for process in both.values():
        out, _ = process.communicate(timeout=120)
        assert out.rstrip().splitlines()[-1].startswith("5 done, 0 left")
    found = list(open_review("ann").store.since())
    assert [one.verdict for one in found if one.reviewer == "ann"] == ["accept"] * 5
    assert [one.verdict for one in found if one.reviewer == "bob"] == ["reject", "accept"] * 2 + ["reject"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none.jsonl"], 2, "none.jsonl"),
        (["claims.jsonl", "--order", "best"], 2, "one of uncertainty, worth, article, confidence"),
        (["claims.jsonl", "--stratify", "weather"], 2, "one of rule, kind"),
        (["claims.jsonl", "--decision", "maybe"], 2, "one of any, untouched"),
        (["claims.jsonl", "--unit", "boots"], 3, "no claim has the unit"),
        (["empty.jsonl"], 3, "no claims in it"),
        (["adjudicate", "claims.jsonl"], 0, "no differences"),
    ],
)
def test_what_cannot_be_done(claims_path: Path, arguments: list[str], code: int, message: str) -> None:
    (claims_path.parent / "empty.jsonl").touch()
    done = in_text(run_here("review", *arguments, "--plain", cwd=claims_path.parent))
    assert done.returncode == code
    assert message in done.stderr


def test_windows_without_textual_say_what_to_install(claims_path: Path) -> None:
    code = f"""if True:
        import os, pty, sys
        sys.modules["textual"] = None
        sys.argv = ["onrecord", "review", {str(claims_path)!r}]
        os.environ["TERM"] = "xterm"
        os.dup2(pty.openpty()[1], 0)
        from onrecord.cli import main
        sys.stderr.isatty = lambda: True
        main()
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 3
    assert done.stderr.strip().endswith("pip install 'onrecord[review]', or use --plain")


def test_a_user_without_a_name_is_asked_for_one(claims_path: Path) -> None:
    code = f"""if True:
        import getpass, os, sys
        for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
            os.environ.pop(name, None)
        os.getuid = lambda: 4_000_000_000 - 1
        sys.argv = ["onrecord", "review", {str(claims_path)!r}, "--plain"]
        from onrecord.cli import main
        main()
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, input="")
    assert done.returncode == 3
    assert "give --reviewer NAME" in done.stderr


def test_without_a_terminal_there_are_lines(claims_path: Path) -> None:
    command = [str(Path(sys.executable).parent / "onrecord"), "review", str(claims_path)]
    done = subprocess.run(command, input="a\n", capture_output=True, text=True)
    assert done.returncode == 0
    assert "lines instead, as with --plain" in done.stderr
    assert "accepted: " in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_adding_finding_and_suggesting_over_lines(open_review: Open) -> None:
    session = open_review(order=Order.article)
    shown: list[str] = []
    lines = [
        "g 3",
        "/ petition",
        ">",
        "<",
        "g 9",
        "i poem boats",
        "e speaker ?",
        "i figure a metre; value = 1",
    ]
    PlainReview(session, shown.append).run(lines)
    said = "\n".join(shown)
    assert "petition: 2 hits in 5 claims" in said
    assert "hit 2 of 2" in said
    assert session.queue.position == 3
    assert "no claim 9 here" in said
    assert "not done: i statement WORDS, or i figure WORDS" in said
    assert "  speaker: Ada Crane (person), Tern Trust, Tobias Fell, Fenbury" in said
    assert "added: a metre" in said
    assert [(one.text, one.kind) for one in session.additions] == [("a metre", "figure")]
