/* Long work in short steps, so that typing never stutters, and an end to work that nobody waits for any more. */
(function (backfile) {
  "use strict";

  const STEP = 12; // milliseconds after which the page gets a turn

  /** Ends a search that was given up. */
  function heed(signal) {
    if (signal?.aborted) {
      throw new DOMException("the search was ended", "AbortError");
    }
  }

  /** A function to wait for between steps: it lets the page have a turn when it is due, and rejects after an end. */
  function pace(signal) {
    let since = performance.now();
    return async function () {
      if (performance.now() - since > STEP) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        since = performance.now();
      }
      heed(signal);
    };
  }

  backfile.heed = heed;
  backfile.pace = pace;
})((globalThis.backfile = globalThis.backfile || {}));
