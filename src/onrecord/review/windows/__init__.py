"""A review in windows, with Textual."""

from onrecord.errors import ConfigError

try:
    from onrecord.review.windows.app import ReviewApp
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] != "textual":
        raise
    raise ConfigError(
        "review in windows needs textual: pip install 'onrecord[review]', or use --plain"
    ) from error

__all__ = ["ReviewApp"]
