"""Offline search: tokens, postings and shards for lunr in the reader’s browser."""
