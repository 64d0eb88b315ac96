/* Checks the candidates of a query on their texts, best first, in slices between which the page can do other things. */
(function (backfile) {
  "use strict";

  const AT_ONCE = 16; // articles a slice once the first results are known
  const REPORTS = 10; // after each tenth of the candidates,
  const APART = 32; // but not after fewer

  /** Those of some candidates that satisfy the query, as far as their texts can be had. */
  async function matching(some, { groups, table, archive, problems }) {
    const found = await Promise.all(some.map(({ number }) => backfile.texts.article(number, archive, problems)));
    return some.filter((_, place) => found[place] && backfile.match.matches(groups, found[place], table));
  }

  /**
   * Resolves to those of `candidates` that satisfy the query. `report` is told those so far when the first `enough`
   * are known, and after each tenth that was checked; it may reject to end the search.
   */
  async function verify(candidates, enough, report, context) {
    const hits = [];
    let reported = 0;
    const turn = backfile.pace(context.signal);
    for (let start = 0; start < candidates.length; ) {
      // Until the first results are known no text is read that may not be shown.
      const size = hits.length < enough ? Math.min(enough - hits.length, AT_ONCE) : AT_ONCE;
      const isWaiting = hits.length < enough;
      hits.push(...(await matching(candidates.slice(start, start + size), context)));
      start += size;
      const isFirstWindow = isWaiting && hits.length >= enough;
      if (start < candidates.length && (isFirstWindow || start - reported > Math.max(APART, candidates.length / REPORTS))) {
        reported = start;
        await report(hits);
      }
      await turn();
    }
    return hits;
  }

  backfile.verify = verify;
})((globalThis.backfile = globalThis.backfile || {}));
