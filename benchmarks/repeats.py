"""Whether finding repeats takes linear time and constant memory in the number of claims.

python benchmarks/repeats.py [--claims 100000]

Each is processor time of a process of its own, with its ratio to a quarter of the claims: 4 is linear.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from hashlib import sha256
from pathlib import Path

from measuring import Child, run_onrecord

ARTICLE = 10
"""Claims of an article."""
AGAIN = 0.2
"""Share of the statements that occur in other articles too."""
MEASURED = 150
"""Words for what is measured; each figure uses two of them."""
PARTS = 4


def write_claims(path: Path, count: int) -> None:
    """Write this many invented claims, half of them figures."""
    draw = random.Random(1)
    vocabulary = [f"w{number}" for number in range(20_000)]

    def text(least: int, most: int) -> str:
        return " ".join(draw.choices(vocabulary, k=draw.randint(least, most)))

    repeated = [text(8, 30) for _ in range(max(count // 40, 10))]
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            if number % ARTICLE == 0:
                ident = f"article-{number}"
                article = {
                    "id": ident,
                    "sha256": sha256(ident.encode()).hexdigest(),
                    "title": text(4, 9),
                    "published": f"2026-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
                    "outlet": f"Outlet {draw.randint(1, 300)}",
                    "url": f"https://outlet.example/{number}",
                }
            record = {"id": f"{number:024x}", "article": article, "rule": "made.up"}
            start = number % ARTICLE * 100
            if number % 2:
                words = draw.choice(repeated) if draw.random() < AGAIN else text(8, 30)
                name = f"Ada {draw.choice(vocabulary)}"
                record |= {"kind": "statement", "content": [{"start": start, "exact": words}]}
                record |= {
                    "speaker": {"name": name, "kind": "person", "role": text(1, 2), "affiliation": None}
                }
            else:
                words = f"{draw.randint(10, 99)} boats"
                measured = " ".join(draw.choices(vocabulary[:MEASURED], k=2))
                record |= {"kind": "figure", "span": {"start": start, "exact": words}, "unit": "boat"}
                record |= {"value": int(words[:2]), "figure_kind": "count", "measured": {"text": measured}}
                record |= {"period": {"start": "2025-01-01", "end": "2025-12-31"}}
            out.write(json.dumps(record | {"text": words, "sentence": f"{words} {text(3, 9)}"}) + "\n")


def measure(count: int) -> Child:
    """Resource usage for this many claims."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.jsonl"
        write_claims(path, count)
        return run_onrecord("repeats", path, "--json")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=100_000)
    options = parser.parse_args()
    few, many = measure(options.claims // PARTS), measure(options.claims)
    print(f"{options.claims:,} claims; in brackets the ratio to {options.claims // PARTS:,}")
    print(f"processor time {many.cpu:>8.1f} s  ({many.cpu / few.cpu:.2f})")
    print(f"peak memory    {many.peak:>8.1f} MB ({many.peak / few.peak:.2f})")


if __name__ == "__main__":
    main()
