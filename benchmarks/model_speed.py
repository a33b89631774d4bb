"""Words per CPU second of the language model alone, against its network alone and the whole pipeline.

python benchmarks/model_speed.py [--model FOLDER] [--threads 1] [--rounds 5] [--json] [FILE ...]

The files are plain text (default: the sample corpus). All three are timed in turns in one process; the
ratios say what word pieces, overlapping windows and decoding add to the network, and the pipes to the model.
Words are spaCy's tokens.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from spacy.tokens import Doc

import onrecord
from onrecord.language import find_model, load_language
from onrecord.language.loading import read_model
from onrecord.language.network import Network
from onrecord.language.wordpiece import END, START, WordPiece

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
PIECES = 250


def plain_windows(docs: list[Doc], pieces: WordPiece) -> list[tuple[list[int], list[int], list[int]]]:
    """All words once, in windows that do not overlap."""
    windows: list[tuple[list[int], list[int], list[int]]] = []
    ids, case, first = [START], [0], []
    for token in (token for doc in docs for token in doc):
        run, kind = pieces(token.text)
        if len(ids) + len(run) > PIECES:
            windows.append(([*ids, END], [*case, 0], first))
            ids, case, first = [START], [0], []
        first.append(len(ids))
        ids.extend(run)
        case.extend([kind] * len(run))
    return [*windows, ([*ids, END], [*case, 0], first)] if first else windows


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def measure(texts: list[str], folder: Path | None, threads: int, rounds: int) -> dict[str, float]:
    nlp = load_language(folder, threads)
    model = nlp.get_pipe("onrecord_language")
    files = read_model(find_model(folder))
    network, pieces = Network(files.network, threads), WordPiece(files.vocabulary)
    windows = plain_windows([nlp.make_doc(text) for text in texts], pieces)
    words = sum(len(nlp.make_doc(text)) for text in texts)
    pipeline = onrecord.load()
    whole, alone, share = [], [], []
    for turn in range(rounds + 1):
        docs = [nlp.make_doc(text) for text in texts]
        spent = seconds(lambda docs=docs: [model(doc) for doc in docs])
        bare = seconds(lambda: [network(*window) for window in windows])
        full = seconds(lambda: [pipeline(text) for text in texts])
        if turn:  # the first turn warms up
            whole.append(spent)
            alone.append(bare)
            share.append(spent / full)
    return {
        "words": words,
        "model_words_per_cpu_second": round(words / median(whole)),
        "network_words_per_cpu_second": round(words / median(alone)),
        "best_model_words_per_cpu_second": round(words / min(whole)),
        "model_to_network_time": round(median(a / b for a, b in zip(whole, alone, strict=True)), 2),
        "model_share_of_pipeline": round(median(share), 2),
        "model_megabytes": round(sum(p.stat().st_size for p in find_model(folder).iterdir()) / 1e6, 1),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    paths = options.files or sorted(CORPUS.rglob("*.txt"))
    found = measure(
        [path.read_text(encoding="utf-8") for path in paths], options.model, options.threads, options.rounds
    )
    if options.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name.replace('_', ' '):32} {value:>10,}")
