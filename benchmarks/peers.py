"""Other libraries on the tasks they support, with the same texts and parses, interleaved with ours.

``make peers`` makes an environment that has them, ``make bench PEERS=1`` measures there.
"""

from __future__ import annotations

import json
import subprocess
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import Any

from articles import corpus_texts
from measuring import in_turns
from spacy.tokens import Doc, Span
from table import Row

import onrecord
from onrecord.language import load_language

OURS = ("quotes", "periods", "figures", "speakers", "statements")
PARTS = {
    "figures": "quantulum3.parser.parse",
    "periods": "dateparser.search.search_dates",
    "statements": "textacy.extract.direct_quotations",
}
TODAY = "2026-02-10"


def rows(options: Namespace) -> Iterator[Row]:
    if options.peers is None:
        yield Row("extraction beside other libraries", None, note="`make bench PEERS=1` measures them")
        return
    done = subprocess.run(
        [options.peers, __file__, str(options.rounds)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        yield Row("extraction beside other libraries", None, note=done.stderr.strip().splitlines()[-1])
        return
    found = json.loads(done.stdout)
    speed = "words per CPU second"
    yield Row("our pipes together, the parse given", found["ours"], speed)
    yield Row("the three below together, the parse given", found["theirs"], speed)
    for part, name in PARTS.items():
        yield Row(f"{name} alone", found[part], speed, note=found["notes"].get(part, ""))
    yield Row("our pipes / those three, in speed", found["ratio"], "", ">= 1")


def measure(rounds: int) -> dict[str, Any]:
    """Words (spaCy's tokens) per CPU second of our pipes and of each of the others."""
    import dateparser.search
    import textacy.extract

    read_quantities = quantity_parser()
    texts = corpus_texts()
    language, whole = load_language(), onrecord.load()
    pipes = [whole.get_pipe(f"onrecord_{name}") for name in OURS]
    parsed = [language(text) for text in texts]
    lines = [line.as_doc() for doc in parsed for line in lines_of(doc)]
    fresh = iter([[doc.copy() for doc in parsed] for _ in range(rounds + 1)])
    settings = {"RELATIVE_BASE": datetime.fromisoformat(TODAY)}
    given_up: set[int] = set()

    def ours(doc: Doc) -> None:
        doc._.published = TODAY
        for pipe in pipes:
            pipe(doc)

    def quotations(number: int, line: Doc) -> None:
        try:
            list(textacy.extract.direct_quotations(line))
        except ValueError:  # an odd number of marks
            given_up.add(number)

    works: dict[str, Callable[[], object]] = {
        "ours": lambda: [ours(doc) for doc in next(fresh)],
        "figures": lambda: [read_quantities(text) for text in texts],
        "periods": lambda: [
            dateparser.search.search_dates(text, languages=["en"], settings=settings) for text in texts
        ],
        "statements": lambda: [quotations(number, line) for number, line in enumerate(lines)],
    }
    times = in_turns(works, rounds)
    words = sum(map(len, parsed))
    theirs = [sum(one[part] for part in PARTS) for one in times]
    return {
        **{name: words / median(one[name] for one in times) for name in works},
        "theirs": words / median(theirs),
        "ratio": median(them / one["ours"] for them, one in zip(theirs, times, strict=True)),
        "notes": {"statements": f"given lines; gives up on {len(given_up)} of {len(lines)}"},
    }


def lines_of(doc: Doc) -> Iterator[Span]:
    """The lines of a text: textacy rejects a whole text with an odd number of quotation marks."""
    cuts = [0, *(token.i + 1 for token in doc if "\n" in token.text), len(doc)]
    return (doc[start:end] for start, end in pairwise(cuts) if start < end)


def quantity_parser() -> Callable[[str], list[Any]]:
    """quantulum3's parser without its classifier, whose file current versions of scikit-learn cannot read."""
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False
    return parser.parse


if __name__ == "__main__":
    import sys

    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5)))
