/* Looks a query up in the text of an article: whether it matches, and where. */
(function (backfile) {
  "use strict";

  const passagesOf = {
    text: (article) => article.passages,
    title: (article) => [article.title],
    author: (article) => article.authors,
    section: (article) => [article.section],
  };

  // Articles whose units are kept: those of the results at hand, which are looked at again for their marks.
  const MOST_KEPT = 256;
  const kept = new Map();

  /** What gives the units of an article's passages in a field, reckoned when first asked for. */
  function reader(article, table) {
    const known = kept.get(article);
    const read = known?.table === table ? known : { table, fields: new Map() };
    kept.delete(article);
    kept.set(article, read);
    if (kept.size > MOST_KEPT) {
      kept.delete(kept.keys().next().value);
    }
    return function (field) {
      if (!read.fields.has(field)) {
        read.fields.set(field, passagesOf[field](article).map((passage) => {
          const units = backfile.tokens.units(passage, table);
          units.keys = units.values.map(backfile.tokens.key);
          return units;
        }));
      }
      return read.fields.get(field);
    };
  }

  /** The places in `units` where the units of a clause stand one after the other, as first and last unit. */
  function* places(units, clause) {
    if (clause.kind === "loose") {
      for (let at = 0; at < units.values.length; at += 1) {
        if (clause.accepts(units.values[at])) {
          yield [at, at];
        }
      }
      return;
    }
    const text = clause.exact ? units.values : units.keys;
    const { keys } = clause;
    for (let at = text.indexOf(keys[0]); at >= 0; at = text.indexOf(keys[0], at + 1)) {
      if (keys.every((key, offset) => text[at + offset] === key)) {
        yield [at, at + keys.length - 1];
      }
    }
  }

  function holds(clause, article, read, table) {
    if (clause.kind === "filter") {
      return backfile.filters.holds(clause, article, table);
    }
    return clause.fields.some((field) => read(field).some((units) => !places(units, clause).next().done));
  }

  /** Whether an article satisfies every group. */
  function matches(groups, article, table) {
    const read = reader(article, table);
    return groups.every((group) => group.some((clause) => holds(clause, article, read, table) !== clause.negated));
  }

  /**
   * Where the clauses match in each passage of a field: `[start, end, clause]` in UTF-16 units of the original,
   * in order and without overlaps (overlapping matches are one).
   */
  function marks(groups, article, field, table) {
    const clauses = groups.flat().filter((clause) => !clause.negated && clause.fields?.includes(field));
    return reader(article, table)(field).map((units) => {
      const found = clauses.flatMap((clause) =>
        Array.from(places(units, clause), ([first, last]) => [units.starts[first], units.ends[last], clause])
      );
      found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      const apart = [];
      for (const mark of found) {
        const last = apart.at(-1);
        if (last && mark[0] < last[1]) {
          last[1] = Math.max(last[1], mark[1]);
        } else {
          apart.push([...mark]);
        }
      }
      return apart;
    });
  }

  backfile.match = { matches, marks };
})((globalThis.backfile = globalThis.backfile || {}));
