"""Exports: files of many records, each of them an article, read one after another and never held as a whole.

A reader gives a `Record` for each record that can be an article and a `SourceError` for each that cannot. `article`
makes the article; it needs nothing but the record, so that any process can do it.
"""

from backfile.sources.exports.articles import article, day_of, words_of
from backfile.sources.exports.record import Aside, Item, Record

__all__ = ["Aside", "Item", "Record", "article", "day_of", "words_of"]
