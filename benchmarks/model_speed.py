"""Words per CPU second of the language model alone, against its network alone and the whole pipeline.

python benchmarks/model_speed.py [--model FOLDER] [--threads 1] [--rounds 5] [--json] [FILE ...]

The files are plain text (default: the sample corpus). All three are timed in turns in one process; the
ratios say what word pieces, overlapping windows and decoding add to the network, and the pipes to the model.
Words are spaCy's tokens.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from statistics import median

from articles import corpus_texts
from measuring import in_turns, middle
from spacy.tokens import Doc

import onrecord
from onrecord.language import find_model, load_language
from onrecord.language.loading import read_model
from onrecord.language.network import Network
from onrecord.language.wordpiece import END, START, WordPiece

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


def measure(
    texts: list[str], folder: Path | None = None, threads: int = 1, rounds: int = 5
) -> dict[str, float]:
    nlp = load_language(folder, threads)
    model = nlp.get_pipe("onrecord_language")
    files = read_model(find_model(folder))
    network, pieces = Network(files.network, threads), WordPiece(files.vocabulary)
    windows = plain_windows([nlp.make_doc(text) for text in texts], pieces)
    words = sum(len(nlp.make_doc(text)) for text in texts)
    pipeline = onrecord.load()
    fresh = iter([[nlp.make_doc(text) for text in texts] for _ in range(rounds + 1)])
    times = in_turns(
        {
            "model": lambda: [model(doc) for doc in next(fresh)],
            "network": lambda: [network(*window) for window in windows],
            "pipeline": lambda: [pipeline(text) for text in texts],
        },
        rounds,
    )
    speed = {name: words / median(one[name] for one in times) for name in times[0]}
    return {
        "words": words,
        "model_words_per_cpu_second": round(speed["model"]),
        "network_words_per_cpu_second": round(speed["network"]),
        "pipeline_words_per_cpu_second": round(speed["pipeline"]),
        "best_model_words_per_cpu_second": round(words / min(one["model"] for one in times)),
        "model_to_network_time": round(middle(times, "model", "network"), 2),
        "pipeline_to_network_time": round(middle(times, "pipeline", "network"), 2),
        "model_share_of_pipeline": round(middle(times, "model", "pipeline"), 2),
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
    texts = [path.read_text(encoding="utf-8") for path in options.files] or corpus_texts()
    found = measure(texts, options.model, options.threads, options.rounds)
    if options.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name.replace('_', ' '):32} {value:>10,}")
