"""Whether time is linear in the length of a text, even for one long line of quotations."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from statistics import median

from articles import long_text
from measuring import in_turns
from table import Row

import onrecord

WORDS, TIMES = 4_000, 8
QUOTATION = '"We lost {} boats, and more will go," said Ada Crane of the harbour board. '


def rows(options: Namespace) -> Iterator[Row]:
    nlp = onrecord.load()
    lines = [QUOTATION.format(number) for number in range(WORDS * TIMES // 14)]
    shapes = {
        "article": (long_text(WORDS), long_text(WORDS * TIMES)),
        "one line of quotations": ("".join(lines[: len(lines) // TIMES]), "".join(lines)),
    }
    for name, (short, long) in shapes.items():
        times = in_turns({"short": lambda text=short: nlp(text), "long": lambda text=long: nlp(text)}, 3)
        words = len(long.split()) / len(short.split())
        ratio = median(one["long"] / one["short"] for one in times) / words
        what = f"time per word, {name} of {len(long.split()):,} words / an eighth of it"
        yield Row(what, ratio, "", "<= 1.1")
