"""``onrecord --version``: everything a bug report should include."""

from __future__ import annotations

import typer


def print_versions(wanted: bool) -> None:
    """Print the versions of onrecord, its model and its main dependencies."""
    if not wanted:
        return
    import platform
    from importlib.metadata import version

    from onrecord import __version__
    from onrecord.errors import ModelError
    from onrecord.language.loading import find_model, read_model

    typer.echo(f"onrecord {__version__}")
    try:
        typer.echo(f"model {read_model(find_model()).version}")
    except ModelError as error:
        typer.echo(f"model missing: {error}")
    typer.echo(f"python {platform.python_version()} on {platform.system()} {platform.machine()}")
    for name in ("spacy", "onnxruntime", "numpy", "dateparser", "pydantic"):
        typer.echo(f"{name} {version(name)}")
    raise typer.Exit
