"""The command line: one thin file a command, everything heavy imported when it runs."""

from onrecord.cli.app import main

__all__ = ["main"]
