"""Taking pages and articles into the archive: files in, Markdown out, nothing lost or half written."""

from backfile.ingest.batch import Progress, Report, ingest
from backfile.ingest.settling import settle
from backfile.ingest.store import Rehearsal, Store

__all__ = ["Progress", "Rehearsal", "Report", "Store", "ingest", "settle"]
