"""Three-way merge of an article: what the converter wrote last, what a person made of it, what the converter gives now.

Pure text in and out. What only one side has changed is taken from that side; what both have changed is taken when the
two changes do not touch; else the person's text stays as a whole and the places are told.
"""

from backfile.ingest.merge.article import Merged, merge
from backfile.ingest.merge.conflict import Conflict

__all__ = ["Conflict", "Merged", "merge"]
