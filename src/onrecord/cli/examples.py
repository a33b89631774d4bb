"""The examples at the end of each help text."""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, ...]] = {
    "extract": (
        "onrecord extract articles -o claims.jsonl",
        "onrecord extract articles/may.csv --field text=body -o may.jsonl",
        "onrecord extract articles -o claims.jsonl --watch",
    ),
    "show": (
        "onrecord show claims.jsonl --speaker minister --grep housing",
        "onrecord show claims.jsonl --kind figure --min-confidence 0.8 --json",
    ),
    "explain": (
        "onrecord explain articles/ferry.txt",
        "onrecord explain articles/ferry.txt --claim fdf6a4",
    ),
    "check": ("onrecord check claims.jsonl", "onrecord check claims.jsonl --only failing --strict"),
    "repeats": ("onrecord repeats claims.jsonl", "onrecord repeats claims.jsonl --json"),
    "review": (
        "onrecord review claims.jsonl --reviewer ann",
        "onrecord review claims.jsonl --order worth --kind figure",
        "onrecord review export claims.jsonl -o reviewed.jsonl",
    ),
    "review open": (
        "onrecord review open claims.jsonl --reviewer ann",
        "onrecord review open claims.jsonl --sample 200 --stratify rule",
    ),
    "review adjudicate": (
        "onrecord review adjudicate claims.jsonl --reviewer eve",
        "onrecord review adjudicate claims.jsonl --plain",
    ),
    "review export": (
        "onrecord review export claims.jsonl -o reviewed.jsonl",
        "onrecord review export claims.jsonl --as gold -o gold",
    ),
    "review agreement": (
        "onrecord review agreement claims.jsonl",
        "onrecord review agreement claims.jsonl --json",
    ),
    "stats": ("onrecord stats claims.jsonl --top 5", "onrecord stats claims.jsonl --json"),
    "report": ("onrecord report claims.jsonl -o report", "onrecord report claims.jsonl --articles articles"),
    "export": (
        "onrecord export claims.jsonl --to csv -o claims.csv",
        "onrecord export claims.jsonl --to sqlite -o claims.db",
    ),
    "schema": ("onrecord schema", "onrecord schema > claim.schema.json"),
    "evaluate": (
        "onrecord evaluate claims gold.jsonl",
        "onrecord evaluate claims gold.jsonl --json",
    ),
    "calibrate": (
        "onrecord calibrate claims.jsonl -o confidence.toml",
        "onrecord extract articles -o claims.jsonl --confidence confidence.toml",
    ),
    "doctor": ("onrecord doctor", "onrecord doctor --json"),
}


def examples(command: str) -> str:
    """The examples of a command, formatted for the end of its help text."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in EXAMPLES[command])
