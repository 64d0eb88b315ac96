"""What needs a look: finds the articles, ranks them worst first, lays each beside its source with the way to settle it.

`survey` reads an archive, `write` puts `review.html` into its work folder, `table` gives the same for a terminal.
"""

from backfile.review.collect import Survey, survey
from backfile.review.desk import SHEETS_LIMIT, write
from backfile.review.table import table

__all__ = ["SHEETS_LIMIT", "Survey", "survey", "table", "write"]
