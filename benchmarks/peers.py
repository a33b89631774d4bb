"""Other libraries doing the parts they can, on the same texts and the same parses, in turns with ours.

With the extra [bench] installed, ``python benchmarks/peers.py`` prints words per CPU second of each.
"""

from __future__ import annotations

import json
import subprocess
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import datetime
from statistics import median
from typing import Any

from articles import corpus_texts
from measuring import in_turns
from spacy.tokens import Doc
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
    import quantulum3.parser
    import textacy.extract

    texts = corpus_texts()
    language, whole = load_language(), onrecord.load()
    pipes = [whole.get_pipe(f"onrecord_{name}") for name in OURS]
    parsed = [language(text) for text in texts]
    fresh = iter([[doc.copy() for doc in parsed] for _ in range(rounds + 1)])
    settings = {"RELATIVE_BASE": datetime.fromisoformat(TODAY)}
    failed: set[int] = set()

    def ours(doc: Doc) -> None:
        doc._.published = TODAY
        for pipe in pipes:
            pipe(doc)

    def quotations(number: int, doc: Doc) -> None:
        try:
            list(textacy.extract.direct_quotations(doc))
        except ValueError:  # it gives up on an odd number of marks
            failed.add(number)

    works: dict[str, Callable[[], object]] = {
        "ours": lambda: [ours(doc) for doc in next(fresh)],
        "figures": lambda: [quantulum3.parser.parse(text) for text in texts],
        "periods": lambda: [
            dateparser.search.search_dates(text, languages=["en"], settings=settings) for text in texts
        ],
        "statements": lambda: [quotations(number, doc) for number, doc in enumerate(parsed)],
    }
    times = in_turns(works, rounds)
    words = sum(map(len, parsed))
    theirs = [sum(one[part] for part in PARTS) for one in times]
    return {
        **{name: words / median(one[name] for one in times) for name in works},
        "theirs": words / median(theirs),
        "ratio": median(them / one["ours"] for them, one in zip(theirs, times, strict=True)),
        "notes": {"statements": f"gives up on {len(failed)} of {len(texts)} articles"} if failed else {},
    }


if __name__ == "__main__":
    import sys

    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5)))
