/* Which terms of a query to look up: a few rare ones find the candidates, their texts decide.
 *
 * A plan is a list of *steps*, each some terms that narrow the candidates when they are looked up together: one term of
 * a phrase, or all that stand for one of several alternatives. Steps are taken two at a time, as long as a step costs
 * less than the texts that it can be expected to save.
 */
(function (backfile) {
  "use strict";

  // With gzip, measured on Chinese and English news: a shard of terms, a posting in a large list, a chunk of texts.
  const SHARD_BYTES = 4000;
  const POSTING_BYTES = 4;
  const CHUNK_BYTES = 3000;
  const SAVING = 0.25; // the share of the candidates' texts that one more term is expected to save
  const AT_ONCE = 2;
  const MOST_STEPS = 12;
  // Words of one subject stand together more often than by chance: so many times as often.
  const TOGETHER = 10;
  const OVERLAP = 20; // how much less two terms tell together that share a character
  const EXCLUDED = 1e9; // and how much less an exclusion narrows than anything that must be there

  /** How many articles a term may have: known of the most frequent ones, else guessed from its characters. */
  function guess(token, archive) {
    const { common, documents, least } = archive;
    if (Object.hasOwn(common, token)) {
      return common[token];
    }
    const share = (character) => (common[character] ?? least / 2) / documents;
    return Array.from(token).reduce((product, character) => product * share(character), least);
  }

  function bytes(token, archive) {
    const listed = Object.hasOwn(archive.common, token) ? archive.common[token] * POSTING_BYTES : 0;
    return SHARD_BYTES + (listed > SHARD_BYTES ? listed : 0);
  }

  function step(group, clause, tokens, archive, more = {}) {
    return {
      group, clause, tokens, negated: false, place: 0,
      guess: tokens.reduce((sum, token) => sum + guess(token, archive), 0),
      bytes: tokens.reduce((sum, token) => sum + bytes(token, archive), 0),
      ...more,
    };
  }

  /** The two terms of a phrase that find it best among alternatives. */
  function bestOf(clause, archive) {
    const ranked = clause.tokens.map((token, place) => step(null, clause, [token], archive, { place }));
    const first = cheapest(ranked, []);
    const second = cheapest(ranked.filter((one) => one !== first), [first]);
    return [first, second].filter(Boolean).flatMap(({ tokens }) => tokens);
  }

  function stepsOf(group, archive) {
    const [only] = group;
    if (only.negated) {
      return only.whole ? [step(group, only, only.tokens, archive, { negated: true })] : [];
    }
    if (group.length === 1 && only.kind === "words") {
      return only.tokens.map((token, place) => step(group, only, [token], archive, { place }));
    }
    const alternatives = group.filter(({ kind }) => kind !== "filter");
    const tokens = alternatives.flatMap((clause) => (clause.kind === "words" ? bestOf(clause, archive) : clause.tokens));
    const isAnswerable = backfile.query.proposes(group) && tokens.length > 0;
    return isAnswerable ? [step(group, only, tokens, archive)] : [];
  }

  /** The step that is likely to leave the fewest candidates beside those in `taken`; null when there is none. */
  function cheapest(steps, taken) {
    const weight = function (one) {
      const overlaps = taken.some(({ clause, place }) => clause === one.clause && Math.abs(place - one.place) === 1);
      return one.guess * (overlaps ? OVERLAP : 1) * (one.negated ? EXCLUDED : 1);
    };
    return steps.reduce((best, one) => (best === null || weight(one) < weight(best) ? one : best), null);
  }

  /** How many articles have the terms of a step, by the entries that were looked up. */
  function found({ tokens }, entries) {
    const inText = (token) => Math.max(0, ...(entries.get(token)?.fields ?? []).map(({ numbers }) => numbers.length));
    return tokens.reduce((sum, token) => sum + inText(token), 0);
  }

  /** How many candidates may have the terms of a phrase that were looked up, but apart from each other. */
  function apart(group, taken, entries, { documents }) {
    const steps = taken.filter((one) => one.group === group);
    const byChance = steps.reduce((share, one) => (share * found(one, entries)) / documents, documents);
    return steps.length > 0 ? TOGETHER * byChance : Infinity;
  }

  /**
   * The plan for the groups of a query: a function that is told the candidates so far and gives the tokens to look up
   * next, none when the texts are the cheaper way on.
   */
  function make(groups, archive) {
    const left = groups.flatMap((group) => stepsOf(group, archive));
    const taken = [];
    return function ({ count, sure, proposed }, entries) {
      const tokens = [];
      // Bytes of texts that one more term of a group is expected to save.
      const saved = new Map(
        groups.map((group) => [group, CHUNK_BYTES * SAVING * Math.min(count, apart(group, taken, entries, archive))])
      );
      while (!sure && tokens.length < AT_ONCE && taken.length < MOST_STEPS) {
        const isFirst = !proposed && tokens.length === 0;
        const open = left.filter(
          (one) =>
            (isFirst ? !one.negated : one.bytes < saved.get(one.group)) &&
            // Nobody knows yet how many candidates the first step leaves.
            (isFirst || proposed || one.bytes <= SHARD_BYTES)
        );
        const best = cheapest(open, taken);
        if (!best) {
          break;
        }
        left.splice(left.indexOf(best), 1);
        taken.push(best);
        tokens.push(...best.tokens);
      }
      return tokens;
    };
  }

  backfile.plan = { make };
})((globalThis.backfile = globalThis.backfile || {}));
