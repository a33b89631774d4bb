"""From files, pages and rows to articles: one module per format, and one loop for all."""

from onrecord.readers.article import Article, Failure, Skipped, Stage, make_article
from onrecord.readers.base import DocumentReader, NoArticle, Reader, ReadOptions, Row
from onrecord.readers.dates import parse_date
from onrecord.readers.decoding import check_encoding, decode
from onrecord.readers.fields import FIELDS, parse_field_map
from onrecord.readers.inputs import Inputs
from onrecord.readers.presets import PRESETS, preset_fields
from onrecord.readers.registry import read_later, read_source, reader_names
from onrecord.readers.source import STDIN, Source, file_source
from onrecord.readers.stored import stored_text
from onrecord.readers.walk import check_articles, check_inputs, find_sources

__all__ = [
    "FIELDS",
    "PRESETS",
    "STDIN",
    "Article",
    "DocumentReader",
    "Failure",
    "Inputs",
    "NoArticle",
    "ReadOptions",
    "Reader",
    "Row",
    "Skipped",
    "Source",
    "Stage",
    "check_articles",
    "check_encoding",
    "check_inputs",
    "decode",
    "file_source",
    "find_sources",
    "make_article",
    "parse_date",
    "parse_field_map",
    "preset_fields",
    "read_later",
    "read_source",
    "reader_names",
    "stored_text",
]
