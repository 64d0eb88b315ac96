"""Taking pages and articles into the archive: files in, Markdown out, nothing lost or half written."""

from backfile.ingest.batch import ingest
from backfile.ingest.report import Progress, Report, Step
from backfile.ingest.settling import settle
from backfile.ingest.store import Rehearsal, Store

__all__ = ["Progress", "Rehearsal", "Report", "Step", "Store", "ingest", "settle"]
