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
  const ENOUGH = 60; // texts are read for the first results at most, where they are of articles that match
  const STALLED = 0.95; // of the candidates left by more terms: these told hardly anything,
  const STALL = 2; // and the next will tell so many times less
  const SAME = 0.5; // of the articles of the rarer of two terms have both: they are parts of one name
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
    return TOGETHER * steps.reduce((share, one) => (share * found(one, entries)) / documents, documents);
  }

  /** Whether the terms of a group that were looked up first stand in the same articles, as those of one name do. */
  function areOne(group, taken, entries, count) {
    const steps = taken.filter((one) => one.group === group);
    return steps.length === AT_ONCE && count > SAME * Math.min(...steps.map((one) => found(one, entries)));
  }

  /** How many candidates, whose texts would be read, one more term of a group can be expected to part with. */
  function parted(group, taken, entries, archive, count, stalls) {
    const steps = taken.filter((one) => one.group === group).length;
    if (steps === 0) {
      return SAVING * count;
    }
    const most = stalls > 0 ? Math.min(count, ENOUGH) : count;
    const unknown = 2 * (1 - steps / group[0].tokens?.length || 0) * Math.min(count, ENOUGH);
    return SAVING * STALL ** -stalls * Math.max(unknown, Math.min(most, apart(group, taken, entries, archive)));
  }

  /**
   * The plan for the groups of a query: a function that is told the candidates so far and gives the tokens to look up
   * next, none when the texts are the cheaper way on.
   */
  function make(groups, archive) {
    const left = groups.flatMap((group) => stepsOf(group, archive));
    const taken = [];
    let [last, stalls] = [Infinity, 0];
    return function ({ count, sure, proposed }, entries) {
      const tokens = [];
      stalls += count > STALLED * last || groups.some((group) => areOne(group, taken, entries, count)) ? 1 : 0;
      last = taken.length > 0 ? count : Infinity;
      // Bytes of texts that one more term of a group is expected to save.
      const saved = new Map(
        groups.map((group) => [group, CHUNK_BYTES * parted(group, taken, entries, archive, count, stalls)])
      );
      // What stands together with rarer terms is at least as frequent as they are together.
      const cost = ({ group, bytes }) =>
        stalls > 0 && count * POSTING_BYTES > SHARD_BYTES && taken.some((one) => one.group === group)
          ? Math.max(bytes, SHARD_BYTES + count * POSTING_BYTES)
          : bytes;
      while (!sure && tokens.length < AT_ONCE && taken.length < MOST_STEPS) {
        const isFirst = !proposed && tokens.length === 0;
        const worthwhile = left.filter(
          (one) =>
            (isFirst ? !one.negated : cost(one) < saved.get(one.group)) &&
            // Nobody knows yet how many candidates the first step leaves.
            (isFirst || proposed || one.bytes <= SHARD_BYTES)
        );
        const best = cheapest(worthwhile, taken);
        if (!best) {
          break;
        }
        left.splice(left.indexOf(best), 1);
        taken.push(best);
        saved.set(best.group, saved.get(best.group) - cost(best));
        tokens.push(...best.tokens);
      }
      return tokens;
    };
  }

  backfile.plan = { make };
})((globalThis.backfile = globalThis.backfile || {}));
