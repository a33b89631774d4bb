"""``onrecord check`` through the real program: what it prints, when it fails, what hostile text does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from program import Done, run_here

import onrecord

ROOT = Path(__file__).parents[2]
HOLDS = "The exchange moved 412 tenants out and 287 tenants in. This is a net loss of 125 tenants."
FAILS = "The exchange moved 412 tenants out and 287 tenants in. This is a net loss of 152 tenants."
HOSTILE = "a\x1b]0;title\x07\u202e.txt"

pytestmark = pytest.mark.model


def run(*args: str, cwd: Path, stdin: bytes = b"") -> Done:
    return run_here("check", *args, cwd=cwd, stdin=stdin)


@pytest.fixture(scope="module")
def lines() -> list[bytes]:
    """The claims of an article that adds up, and of one that does not and has a hostile name."""
    return [
        claim.model_dump_json().encode() + b"\n"
        for text, name in ((HOLDS, "holds"), (FAILS, HOSTILE))
        for claim in onrecord.extract(text, published="2026-02-10", id=name)
    ]


@pytest.fixture
def folder(tmp_path: Path, lines: list[bytes]) -> Path:
    (tmp_path / "claims.jsonl").write_bytes(b"".join(lines))
    return tmp_path


def test_a_table_on_stdout_and_the_counts_on_stderr(folder: Path) -> None:
    done = run("claims.jsonl", cwd=folder)
    out = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert "412 - 287 = 125" in out
    assert "412 - 287 ≠ 152" in out
    start = HOLDS.index("412 tenants")
    assert f'"412 tenants" [{start}, {start + len("412 tenants")})' in out
    assert out.index("holds") < out.index("does not hold")
    assert done.stderr == b"1 holds, 1 does not hold, 0 disagrees\n"


def test_hostile_names_stay_text(folder: Path) -> None:
    for options in ((), ("--json",)):
        done = run("claims.jsonl", *options, cwd=folder)
        assert b"\x1b" not in done.stdout + done.stderr
        assert "\u202e" not in done.stdout.decode()
    assert json.loads(done.stdout.splitlines()[1])["articles"] == [HOSTILE]


def test_json_carries_each_span_and_the_claim_it_is_of(folder: Path, lines: list[bytes]) -> None:
    done = run("claims.jsonl", "--json", cwd=folder)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["verdict"] for record in records] == ["holds", "does not hold"]
    assert records[1]["difference"] == 27
    ids = {json.loads(line)["id"] for line in lines}
    for record, text in zip(records, (HOLDS, FAILS), strict=True):
        assert len(record["figures"]) == 3
        for figure in record["figures"]:
            assert figure["claim"] in ids
            assert text[figure["span"]["start"] : figure["span"]["end"]] == figure["span"]["exact"]


def test_only_failing_and_only_holding(folder: Path) -> None:
    failing = run("claims.jsonl", "--only", "failing", "--json", cwd=folder).stdout.splitlines()
    holding = run("claims.jsonl", "--only", "holding", "--json", cwd=folder).stdout.splitlines()
    assert [json.loads(line)["verdict"] for line in failing] == ["does not hold"]
    assert [json.loads(line)["verdict"] for line in holding] == ["holds"]


def test_strict_makes_it_an_exit_code(folder: Path, lines: list[bytes]) -> None:
    assert run("claims.jsonl", "--strict", cwd=folder).returncode == 1
    assert run("claims.jsonl", "--strict", "--only", "holding", cwd=folder).returncode == 1
    (folder / "good.jsonl").write_bytes(b"".join(line for line in lines if b'"holds"' in line))
    assert run("good.jsonl", "--strict", cwd=folder).returncode == 0


def test_stdin_and_an_empty_file(folder: Path, lines: list[bytes]) -> None:
    assert run("-", "--json", cwd=folder, stdin=b"".join(lines)).stdout.count(b"\n") == 2
    done = run("-", cwd=folder)
    assert (done.returncode, done.stdout) == (0, b"")


def test_lines_that_are_no_claims_are_named_and_cost_the_exit_code(folder: Path, lines: list[bytes]) -> None:
    done = run("-", "--json", cwd=folder, stdin=b"not json\n" + b"".join(lines) + b"{}\n" * 9)
    assert done.returncode == 1
    assert done.stdout.count(b"\n") == 2
    assert b"line 1: not a claim" in done.stderr
    assert b"and 5 more lines that are not claims" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["nothing.jsonl", "."])
def test_what_is_no_file_is_a_usage_error(name: str, folder: Path) -> None:
    done = run(name, cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


def test_the_real_article_adds_up(tmp_path: Path) -> None:
    article = ROOT.parent / "shared/data/articles/one-in-one-out.txt"
    if not article.exists():
        pytest.skip("the real article is not here")
    claims = onrecord.extract(article.read_text(encoding="utf-8"), published="2026-02-10")
    data = b"".join(claim.model_dump_json().encode() + b"\n" for claim in claims)
    done = run("-", "--json", cwd=tmp_path, stdin=data)
    (found,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (found["relation"], found["verdict"]) == ("350 - 281 = 69", "holds")
    assert "net inflow of" in found["words"]


def test_checking_loads_no_language_model(folder: Path) -> None:
    code = f"""if True:
        import sys
        from onrecord.cli import main
        sys.argv = ['onrecord', 'check', {str(folder / "claims.jsonl")!r}]
        try:
            main()
        except SystemExit:
            print([name for name in ('onnxruntime', 'dateparser') if name in sys.modules])
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
