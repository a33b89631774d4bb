"""Words per CPU second of this tree against an earlier commit, measured in turns on the same texts.

python benchmarks/against.py COMMIT [--rounds 3] [TEXTS.jsonl]

TEXTS has an article's "text" on each line; without it the sample corpus is read. The earlier tree is checked
out of git into a temporary folder, with the model that lies in it, and runs in this environment.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from articles import corpus_texts

ROOT = Path(__file__).resolve().parents[1]
CHILD = """
import json, sys, time
import onrecord
texts = json.load(sys.stdin)
nlp = onrecord.load()
for text in texts[:3]:
    nlp(text)
begun = time.process_time()
for text in texts:
    nlp(text)
print(time.process_time() - begun)
"""


def seconds(tree: Path, texts: list[str]) -> float:
    """CPU seconds of the whole pipeline of a tree over all texts, loading left out."""
    env = os.environ | {"PYTHONPATH": str(tree / "src"), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", CHILD]
    done = subprocess.run(
        command, input=json.dumps(texts), capture_output=True, text=True, check=True, env=env
    )
    return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("commit")
    parser.add_argument("texts", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    lines = options.texts.read_text(encoding="utf-8").splitlines() if options.texts else ()
    texts = [json.loads(line)["text"] for line in lines] or corpus_texts()
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(
            ["git", "-C", str(ROOT), "worktree", "add", "--detach", tree, options.commit], check=True
        )
        try:
            times = [(seconds(tree, texts), seconds(ROOT, texts)) for _ in range(options.rounds)]
        finally:
            subprocess.run(["git", "-C", str(ROOT), "worktree", "remove", "--force", tree], check=True)
    before, now = (words / median(column) for column in zip(*times, strict=True))
    ratio = median(one / two for one, two in times)
    print(f"{options.commit}: {before:,.0f} words per CPU second; this tree: {now:,.0f}; {ratio:.2f} times")


if __name__ == "__main__":
    main()
