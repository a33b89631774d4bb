"""onrecord: folders of news articles in, structured and checkable claims out."""

__version__ = "0.1.0"
