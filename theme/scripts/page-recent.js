/* The reader's recent searches: on this device only, at most twenty, only such as were meant (not half-typed words).
 *
 * Where a browser denies storage they are kept until the page is left.
 */
(function (backfile) {
  "use strict";

  const MOST = 20;
  // Archives in folders of one disk share one storage: each has its own list, named by where it lies.
  const KEY = `backfile recent ${location.pathname.replace(/[^/]*$/, "")}`;
  let kept = [];

  function read() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(found) ? found.filter((query) => typeof query === "string").slice(0, MOST) : [];
    } catch {
      return kept; // denied, or not what this page has written
    }
  }

  function write(queries) {
    kept = queries;
    try {
      if (queries.length > 0) {
        localStorage.setItem(KEY, JSON.stringify(queries));
      } else {
        localStorage.removeItem(KEY);
      }
    } catch {
      // Denied or full: this page remembers them.
    }
  }

  function remember(query) {
    const text = query.trim();
    if (text) {
      write([text, ...read().filter((other) => other !== text)].slice(0, MOST));
    }
  }

  /** The recent searches that begin with `text`, but are not it, latest first. */
  function like(text) {
    const start = text.trim().toLowerCase();
    return read().filter((query) => query.toLowerCase().startsWith(start) && query.toLowerCase() !== start);
  }

  backfile.page.recent = { remember, like, clear: () => write([]) };
})(globalThis.backfile);
