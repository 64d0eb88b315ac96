/* The index of the query's terms: a lunr.Index that lunr itself builds and queries.
 *
 * lunr scores an article by the entries of the query's terms alone, so an index of these entries gives the scores of
 * the whole index, to the last bit: its builder is handed what it would have counted in the articles.
 */
(function (backfile) {
  "use strict";

  const FIELDS = { text: 1, title: 4, author: 1, section: 1 };
  const NAMES = Object.keys(FIELDS); // in the order of the shards

  /** The first article that has a term. */
  function firstArticle(entry) {
    return Math.min(...entry.slice(1).filter((postings) => postings.length > 0).map((postings) => postings[0]));
  }

  /** lunr numbers terms as it meets them, and sums scores in that order. */
  function inOrder(entries) {
    return Array.from(entries, ([term, entry]) => ({ term, entry, first: firstArticle(entry) })).sort(
      (a, b) => a.first - b.first || a.entry[0] - b.entry[0]
    );
  }

  /** A lunr.Index of `entries`, a Map of terms and their entries; articles are known by their numbers. */
  function assemble(entries, manifest) {
    const builder = new globalThis.lunr.Builder();
    for (const name of NAMES) {
      builder.field(name, { boost: FIELDS[name] });
      builder.averageFieldLength = builder.averageFieldLength || {};
      builder.averageFieldLength[name] = manifest.tokens[name] / manifest.documents;
    }
    builder.documentCount = manifest.documents;
    inOrder(entries).forEach(({ term, entry }, number) => {
      const posting = Object.create(null);
      posting._index = number;
      NAMES.forEach((name, field) => {
        posting[name] = Object.create(null);
        const postings = entry[field + 1] ?? [];
        let article = 0;
        for (let place = 0; place < postings.length; place += 3) {
          article += postings[place];
          const reference = `${name}/${article}`;
          posting[name][article] = Object.create(null);
          builder.fieldTermFrequencies[reference] ??= Object.create(null);
          builder.fieldTermFrequencies[reference][term] = postings[place + 1];
          builder.fieldLengths[reference] = postings[place + 2];
          builder._documents[article] = { boost: 1 };
        }
      });
      builder.invertedIndex[term] = posting;
    });
    builder.createFieldVectors();
    builder.createTokenSet();
    return new globalThis.lunr.Index({
      invertedIndex: builder.invertedIndex,
      fieldVectors: builder.fieldVectors,
      tokenSet: builder.tokenSet,
      fields: NAMES,
      pipeline: builder.searchPipeline,
    });
  }

  /**
   * The articles that may satisfy the groups of a query, as lunr finds and ranks them: `[{ref, score}]`.
   * The tokens of a group's only clause are required, those of alternatives (OR) are not.
   */
  function candidates(index, groups) {
    const { presence } = globalThis.lunr.Query;
    return index.query((query) => {
      for (const group of groups) {
        for (const clause of group) {
          // An excluded phrase is not excluded by its tokens: an article may have them apart.
          if (clause.negated && !clause.whole) {
            continue;
          }
          for (const token of clause.tokens) {
            query.term(token, {
              fields: clause.fields,
              presence: clause.negated ? presence.PROHIBITED : group.length > 1 ? presence.OPTIONAL : presence.REQUIRED,
              usePipeline: false,
            });
          }
        }
      }
    });
  }

  /** Whether lunr's answer is the answer: no text need be looked at to be sure. */
  function isExact(groups) {
    const positive = groups.filter(([first]) => !first.negated);
    return groups.flat().every((clause) => clause.whole) && (positive.length === 1 || groups.every((group) => group.length === 1));
  }

  backfile.index = { assemble, candidates, isExact };
})((globalThis.backfile = globalThis.backfile || {}));
