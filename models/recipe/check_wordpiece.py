"""Compare the runtime's word pieces with the transformers library's on every word of the data.

python check_wordpiece.py [DATA]
"""

from __future__ import annotations

import sys
from pathlib import Path

from data import NLP, OPEN, encoder_folder, read_docs, read_jsonl, read_wordpiece
from transformers import AutoTokenizer

from onrecord.language.wordpiece import MOST, UNKNOWN

EXTRA = (
    "Đặng",
    "naïve",
    "ﬁnance",
    "İzmir",
    "ǅungla",
    "Ｔｏｋｙｏ",
    "中文報",
    "👩\u200d🚀",
    "a\u00adb",
    "\u0300",
    "½",
    "x" * 120,
)


def check(data: Path) -> int:
    """Print the words that differ; return how many."""
    words = set(EXTRA)
    for name in (*OPEN, "gum_dev", "ewt_dev"):
        words |= {t.text for doc in read_docs(data / "ud" / f"{name}.spacy") for t in doc if not t.is_space}
    for row in read_jsonl(data / "polnear" / "polnear-train.jsonl.xz"):
        words |= {token.text for token in NLP.make_doc(row["text"]) if not token.is_space}
    ours, theirs = read_wordpiece(), AutoTokenizer.from_pretrained(encoder_folder())
    differ = 0
    for word in sorted(words):
        wanted = theirs(word, add_special_tokens=False)["input_ids"][:MOST] or [UNKNOWN]
        if list(ours(word)[0]) != wanted:
            differ += 1
            print(repr(word), ours(word)[0], wanted)
    print(f"{differ} of {len(words)} words differ")
    return differ


if __name__ == "__main__":
    default = Path(__file__).resolve().parents[3] / "shared" / "data"
    sys.exit(bool(check(Path(sys.argv[1]) if len(sys.argv) > 1 else default)))
