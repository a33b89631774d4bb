"""``onrecord schema``: the JSON Schema of one line of claims.jsonl."""

from __future__ import annotations

import json

import typer


def schema() -> None:
    """Print the JSON Schema of the claim record."""
    from onrecord.claims import json_schema

    typer.echo(json.dumps(json_schema(), indent=2))
