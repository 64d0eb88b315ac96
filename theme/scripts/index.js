/* The index of the query's terms: a lunr.Index that lunr itself builds and queries.
 *
 * lunr scores an article by the entries of the query's terms alone, so an index of these entries gives the scores of
 * the whole index, to the last bit: its builder is handed what it would have counted in the articles. Of these only
 * the candidates are put in, since every other article would be scored in vain.
 */
(function (backfile) {
  "use strict";

  const AT_ONCE = 1000; // articles that lunr ranks in one step: about 12 milliseconds
  const BOOSTS = { text: 1, title: 4, author: 1, section: 1 };

  /** lunr numbers terms as it meets them, and sums scores in that order. */
  function inOrder(entries) {
    return Array.from(entries).sort(([, a], [, b]) => a.first - b.first || a.order - b.order);
  }

  /** A lunr.Index of `entries`, a Map of terms and their entries, and of those articles in `marks` from `from` to `to`. */
  function assemble(entries, archive, marks, from = 0, to = archive.documents) {
    const { NAMES } = backfile.candidates;
    const builder = new globalThis.lunr.Builder();
    const invertedIndex = Object.create(null);
    const nothing = Object.freeze(Object.create(null)); // what lunr knows of an occurrence besides
    builder.averageFieldLength = {};
    for (const name of NAMES) {
      builder.field(name, { boost: BOOSTS[name] });
      builder.averageFieldLength[name] = archive.tokens[name] / archive.documents;
    }
    builder.documentCount = archive.documents;
    inOrder(entries).forEach(([term, entry], number) => {
      const posting = Object.create(null);
      const all = Object.create(null); // of which lunr takes no more than their number
      posting._index = all._index = number;
      NAMES.forEach((name, field) => {
        const { numbers, counts, lengths } = entry.fields[field];
        all[name] = numbers;
        posting[name] = Object.create(null);
        for (let place = backfile.tiers.countBelow(numbers, from); numbers[place] < to; place += 1) {
          const article = numbers[place];
          if (marks[article] === 1) {
            const reference = `${name}/${article}`;
            posting[name][article] = nothing;
            builder.fieldTermFrequencies[reference] ??= Object.create(null);
            builder.fieldTermFrequencies[reference][term] = counts[place];
            builder.fieldLengths[reference] = lengths[place];
            builder._documents[article] = { boost: 1 };
          }
        }
      });
      builder.invertedIndex[term] = all;
      invertedIndex[term] = posting;
    });
    builder.createFieldVectors();
    builder.createTokenSet();
    return new globalThis.lunr.Index({
      invertedIndex,
      fieldVectors: builder.fieldVectors,
      tokenSet: builder.tokenSet,
      fields: NAMES,
      pipeline: builder.searchPipeline,
    });
  }

  /** The terms of the groups that lunr is asked for: `{token, fields, presence}`. */
  function terms(groups, has) {
    const { presence } = globalThis.lunr.Query;
    const asked = [];
    for (const group of groups) {
      for (const clause of group.filter(({ kind }) => kind !== "filter")) {
        // An excluded phrase is not excluded by its tokens: an article may have them apart.
        if (clause.negated && !clause.whole) {
          continue;
        }
        const isOneOf = group.length > 1 || clause.kind === "loose";
        for (const token of clause.tokens.filter(has)) {
          asked.push({
            token,
            fields: clause.fields,
            presence: clause.negated ? presence.PROHIBITED : isOneOf ? presence.OPTIONAL : presence.REQUIRED,
          });
        }
      }
    }
    return asked;
  }

  function ask(index, asked) {
    return index.query((query) => {
      asked.forEach(({ token, fields, presence }) => query.term(token, { fields, presence, usePipeline: false }));
    });
  }

  /** Where lunr met an article first, in the order of terms and fields: of equal scores, the earlier one goes first. */
  function firstMet({ matchData }, asked) {
    for (let place = 0; place < asked.length; place += 1) {
      const { token, fields } = asked[place];
      const field = fields.findIndex((name) => matchData.metadata[token]?.[name]);
      if (field >= 0) {
        return place * backfile.candidates.NAMES.length + field;
      }
    }
    return Infinity;
  }

  /**
   * Resolves to the articles in `marks` as lunr ranks them, `[{number, score}]`, best first; those that only a filter
   * found come last, newest first. `entries` is a Map of tokens and entries; what it does not hold is not asked for.
   */
  async function rank({ groups, entries, archive, signal }, marks) {
    const present = new Map(Array.from(entries).filter(([, entry]) => entry !== null));
    const asked = terms(groups, (token) => present.has(token));
    const ranked = [];
    const numbers = backfile.candidates.numbers(marks);
    const turn = backfile.pace(signal);
    if (asked.some(({ presence }) => presence !== globalThis.lunr.Query.presence.PROHIBITED)) {
      for (let start = 0; start < numbers.length; start += AT_ONCE) {
        const to = numbers[start + AT_ONCE] ?? archive.documents;
        for (const found of ask(assemble(present, archive, marks, numbers[start], to), asked)) {
          ranked.push({ number: Number(found.ref), score: found.score, met: firstMet(found, asked) });
        }
        await turn();
      }
      ranked.sort((a, b) => b.score - a.score || a.met - b.met || a.number - b.number);
    }
    const others = Uint8Array.from(marks);
    ranked.forEach(({ number }) => (others[number] = 0));
    const unranked = backfile.candidates.numbers(others).reverse();
    return [...ranked, ...unranked.map((number) => ({ number, score: 0 }))];
  }

  backfile.index = { assemble, terms, ask, rank };
})((globalThis.backfile = globalThis.backfile || {}));
