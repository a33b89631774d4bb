"""Takes out of wrong.txt the cases that come out right; tells which others are wrong, and never adds one."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from small_inputs import BY_KIND, WRONG, listed, wrong_ones

import onrecord


def shorten() -> int:
    """Rewrite the list; gives how many wrong cases are not on it."""
    nlp = onrecord.load()
    wrong = {kind: wrong_ones(cases, nlp) for kind, cases in BY_KIND.items()}
    known = listed()
    lines = [f"{ident} {kind}\n" for kind, found in wrong.items() for ident in found if ident in known]
    WRONG.write_text("".join(lines), encoding="utf-8")
    more = [(ident, why) for found in wrong.values() for ident, why in found.items() if ident not in known]
    for ident, why in more:
        print(f"{ident}: {'; '.join(why)}")
    print(f"{len(lines)} cases on the list, {len(more)} wrong that are not")
    return len(more)


if __name__ == "__main__":
    sys.exit(min(shorten(), 1))
