"""The Markdown contract: one article as a file of Pelican's own format, written and read here and nowhere else.

`Key: value` lines, a blank line, the body. Values are plain text on one line. In the body a paragraph is one line, a
sub-head is a `## ` line, a figure is `![caption](path)`; anything else that a person writes is kept as it is.

What `read` gives, `write` writes again byte for byte once `write` has written it.
"""

from backfile.markdown.reader import from_metadata, read
from backfile.markdown.writer import LIST_LIMIT, VALUE_LIMIT, write

__all__ = ["LIST_LIMIT", "VALUE_LIMIT", "from_metadata", "read", "write"]
