/* Dates of a query: date:2022, date:2022-03, date:2022-03-05, and spans of them, date:2021-05..2022, date:2021.. */
(function (backfile) {
  "use strict";

  const DATE = /^([1-9]\d{3})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;

  function iso(time) {
    const text = new Date(time).toISOString();
    return text.startsWith("+") ? null : text.slice(0, 10); // null behind the year 9999: there is no end
  }

  /** A year, month or day as `{from, to}`: its first day and the first one after it; null when there is none such. */
  function span(text) {
    const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
    if (!year || month > 12 || month === 0) {
      return null;
    }
    const from = iso(Date.UTC(year, (month || 1) - 1, day || 1));
    if (!Number.isNaN(day) && Number(from.slice(8)) !== day) {
      return null;
    }
    const next = Number.isNaN(month) ? [year + 1, 0, 1] : Number.isNaN(day) ? [year, month, 1] : [year, month - 1, day + 1];
    return { from, to: iso(Date.UTC(...next)) };
  }

  /**
   * The days that the value of `date:` means, `{from, to, reversed}`: the first and the first one after them, null
   * where it is open. `reversed` says that they were written the wrong way round. Null for what is no date.
   */
  function range(value) {
    const ends = value.normalize("NFKC").replace(/\s/g, "").split(/\.{2,3}/);
    if (ends.length > 2 || ends.every((end) => end === "")) {
      return null;
    }
    const spans = ends.map((end) => (end === "" ? { from: null, to: null } : span(end)));
    if (spans.includes(null)) {
      return null;
    }
    const [first, last] = [spans[0], spans.at(-1)];
    const reversed = first.from !== null && last.to !== null && first.from >= last.to;
    return reversed ? { from: last.from, to: first.to, reversed } : { from: first.from, to: last.to, reversed };
  }

  /** Whether a day lies in a range. */
  function holds({ from, to }, day) {
    return (from === null || day >= from) && (to === null || day < to);
  }

  backfile.dates = { range, holds };
})((globalThis.backfile = globalThis.backfile || {}));
