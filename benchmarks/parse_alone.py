"""How much is found with the parse alone, as in a user's own pipeline, compared with our labels.

python benchmarks/parse_alone.py claims corpus/gold
python benchmarks/parse_alone.py attributions ../shared/data/polnear/polnear-dev.jsonl
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.language import Language
from spacy.tokens import Doc

import onrecord
from onrecord.evaluation import Options, evaluate, make_task

LINES = {"claims": ("statement found", "figure found"), "attributions": ("attribution ",)}
NOT_STATEMENTS = frozenset({"attitude", "act", "noun", "other"})


@Language.component("without_labels")
def without_labels(doc: Doc) -> Doc:
    """Drop our language model's labels for sources, cues and contents."""
    doc._.roles = []
    return doc


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=LINES)
    parser.add_argument("gold", type=Path)
    given = parser.parse_args()
    task = make_task(given.task, Options(attitudes=False, rounds=0, ignored=NOT_STATEMENTS))
    for alone in (False, True):
        nlp = onrecord.load()
        if alone:
            nlp.add_pipe("without_labels", before="onrecord_quotes")
        with TemporaryDirectory() as folder:
            done = evaluate(
                nlp, task, given.gold, Path(folder) / "predictions.jsonl", progress=lambda text: None
            )
        print("the parse alone" if alone else "the parse and the labels")
        for line in done.table.splitlines():
            if line.split("  ")[0].strip() in ("P", "") or line.startswith(LINES[given.task]):
                print(line)


if __name__ == "__main__":
    main()
