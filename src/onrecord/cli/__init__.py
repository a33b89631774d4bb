"""The command line: one thin module per command, which imports heavy modules only when it runs."""

from onrecord.cli.app import main

__all__ = ["main"]
