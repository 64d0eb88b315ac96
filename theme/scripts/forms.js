/* The forms that a word with * or ~1 stands for: elect* is elected and election, harbor~1 is harbour. */
(function (backfile) {
  "use strict";

  // Terms of one such word that are looked up: each costs a shard. The most frequent ones come first.
  const MOST_TERMS = 24;

  /** How many letters to add, leave out, change or swap make one word of another; anything above `most` is as bad. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) {
      return most + 1;
    }
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const change = last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
        row[j] = Math.min(change, last[j] + 1, row[j - 1] + 1);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  /** What tells whether a form is one of a word's: begins with it (`edits` null), or is at most so many edits away. */
  function acceptor(word, edits) {
    if (edits === null) {
      return (form) => form.startsWith(word);
    }
    const known = new Map();
    return function (form) {
      if (form[0] !== word[0] || !/^\p{L}+$/u.test(form)) {
        return false;
      }
      if (!known.has(form)) {
        known.set(form, distance(word, form, edits) <= edits);
      }
      return known.get(form);
    };
  }

  /**
   * Finds the terms of a loose clause in the shards of words: they become its `tokens`, the most frequent first, and
   * `whole` says whether every word of these terms is one of the clause's forms. Resolves to
   * `{lost, isNothing, tooMany}`: the tiers whose forms are not known, and whether there are no forms, or too many.
   */
  async function resolve(clause, archive) {
    const [first] = clause.word;
    const { found, lost } = await backfile.entries.ofTiers(archive, async function (tier) {
      const rows = await backfile.tiers.load(tier, backfile.shards.ofKey("words", first, tier.about.words));
      const { words } = await backfile.tiers.buried(tier);
      return rows.map(([form, count]) => [form, count - (words[form] ?? 0)]).filter(([, count]) => count > 0);
    });
    const articles = new Map();
    for (const [form, count] of found.flat()) {
      if (clause.accepts(form)) {
        const term = backfile.tokens.key(form);
        articles.set(term, (articles.get(term) ?? 0) + count);
      }
    }
    const terms = Array.from(articles.keys()).sort((a, b) => articles.get(b) - articles.get(a) || (a < b ? -1 : 1));
    clause.tokens = terms.slice(0, MOST_TERMS);
    const isTerm = new Set(clause.tokens);
    const heads = new Set(clause.tokens.map((term) => term.slice(0, 2))); // a stem begins as its words do
    clause.whole =
      terms.length <= MOST_TERMS &&
      found.flat().every(
        ([form]) => !heads.has(form.slice(0, 2)) || clause.accepts(form) || !isTerm.has(backfile.tokens.key(form))
      );
    return { lost, isNothing: lost.length === 0 && terms.length === 0, tooMany: terms.length > MOST_TERMS };
  }

  backfile.forms = { acceptor, resolve };
})((globalThis.backfile = globalThis.backfile || {}));
