"""``process_shard``, which cannot go on: killed, it leaves the old output or none, never half a file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

SCRIPT = textwrap.dedent(
    """
    import sys
    from pathlib import Path

    import spacy

    from onrecord.readers import make_article
    from onrecord.run import RunConfig, process_shard

    out, mode, word = sys.argv[1:]
    figure = dict.fromkeys(("measured", "per", "period", "since", "place", "related"))
    figure |= {"comparator": "=", "value": ["1"], "kind": "count", "change": "=", "rule": "figure.test"}

    def step(outcome):
        print(outcome.article.id, flush=True)
        if mode == "wait":
            sys.stdin.readline()

    def pipe(doc):
        if doc.text.startswith("poison"):
            raise ValueError("poison")
        doc._.figures = [
            {**figure, "span": [token.idx, token.idx + len(token)], "unit": token.text} for token in doc[:30]
        ]
        return doc

    spacy.Language.component("kill_test", func=pipe)
    nlp = spacy.blank("en")
    nlp.add_pipe("kill_test")
    texts = [f"{word} {number} " + "word " * 50 for number in range(30)]
    texts[10] = "poison"
    articles = [make_article(text, id=text[:9], path="") for text in texts]
    process_shard(articles, Path(out), RunConfig(), nlp=nlp, step=step)
    """
)


def start(out: Path, wait: bool, word: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SCRIPT, str(out), "wait" if wait else "go", word]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(out: Path, word: str) -> dict[str, bytes]:
    process = start(out, False, word)
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    return read(out.parent)


def read(folder: Path) -> dict[str, bytes]:
    names = ("claims.jsonl", "errors.jsonl")
    return {name: (folder / name).read_bytes() for name in names if (folder / name).exists()}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return finish(tmp_path_factory.mktemp("undisturbed") / "claims.jsonl", "new")


@pytest.mark.parametrize(("sign", "after"), [(signal.SIGKILL, 15), (signal.SIGINT, 0)])
def test_killed_in_the_middle(
    tmp_path: Path, undisturbed: dict[str, bytes], sign: signal.Signals, after: int
) -> None:
    out = tmp_path / "claims.jsonl"
    old = finish(out, "old") if after == 15 else {}
    process = start(out, True, "new")
    assert process.stdin is not None
    assert process.stdout is not None
    for _ in range(after):
        process.stdout.readline()
        process.stdin.write("\n")
        process.stdin.flush()
    process.stdout.readline()
    process.send_signal(sign)
    process.communicate()
    assert process.returncode in (-sign, 1)
    assert read(tmp_path) == old
    if sign == signal.SIGINT:
        assert not list(tmp_path.glob(".*"))
    assert finish(out, "new") == undisturbed
    assert not list(tmp_path.glob(".*"))


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    out = tmp_path / "claims.jsonl"
    old = finish(out, "old")
    command = [sys.executable, "-c", SCRIPT, str(out), "go", "new"]
    limit = len(old["claims.jsonl"]) // 2
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode != 0
    assert "File too large" in done.stderr
    assert read(tmp_path) == old
    assert not list(tmp_path.glob(".*"))
    assert json.loads(old["claims.jsonl"].split(b"\n")[0])["kind"] == "figure"
