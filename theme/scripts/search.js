/* window.backfile.search(query, options): see docs/search-api.md. */
(function (backfile) {
  "use strict";

  const ORDERS = ["relevance", "newest", "oldest"];
  const FACETS = ["newspaper", "section", "person"];
  // The last search that came to its end: its next results and its facets cost no second one.
  let last = { key: null, context: null, hits: null };

  function checked({ limit = 10, offset = 0, sort = null, facets = [], progress = null, signal = null } = {}) {
    if (!Number.isInteger(limit) || limit < 0 || !Number.isInteger(offset) || offset < 0) {
      throw new RangeError("limit and offset are whole numbers from 0 on");
    }
    if (sort !== null && !ORDERS.includes(sort)) {
      throw new RangeError(`sort is one of ${ORDERS.join(", ")}`);
    }
    if (facets.some((field) => !FACETS.includes(field))) {
      throw new RangeError(`facets are of ${FACETS.join(", ")}`);
    }
    return { limit, offset, sort, facets, progress, signal };
  }

  /** What a search is about: the archive, the groups of the query, and room for what will be found out. */
  async function begin(query, sort, signal) {
    const problems = backfile.problems.collect();
    const archive = await backfile.archive();
    if (!archive) {
      problems.part("index");
    }
    const table = await backfile.table(query).catch(function () {
      problems.part("fold");
      return null;
    });
    const { groups, hints } = backfile.query.parse(query, table);
    return {
      archive: archive ?? backfile.tiers.NONE,
      table,
      groups,
      hints: new Set(hints),
      missing: new Set(),
      problems,
      sort: sort ?? (groups.flat().some(({ kind }) => kind !== "filter") ? "relevance" : "newest"),
      entries: new Map(), // of the tokens that were looked up, null where no article has one
      partial: new Map(), // of those that could be looked up in some tiers only
      signal,
    };
  }

  /** Resolves to the candidates in the order of their results, `[{number, score}]`. */
  async function ordered(marks, context) {
    const { sort } = context;
    if (sort === "relevance") {
      return backfile.index.rank(context, marks);
    }
    const oldestFirst = backfile.candidates.numbers(marks).map((number) => ({ number, score: 0 }));
    return sort === "oldest" ? oldestFirst : oldestFirst.reverse();
  }

  /** Resolves to the articles that match; `report` is told of some before. */
  async function find(context, enough, report) {
    const { groups, archive } = context;
    if (!groups.some(backfile.query.proposes) || archive.documents === 0) {
      return [];
    }
    const { marks, sure, proposed } = await backfile.propose(context);
    if (!proposed) {
      return [];
    }
    const candidates = await ordered(marks, context);
    const hits = sure ? candidates : await backfile.verify(candidates, enough, report, context);
    if (hits.length === 0) {
      await backfile.explain(context);
    }
    return hits;
  }

  /** Searches the archive; resolves to `{total, exact, results, hints, missing, problems, histogram, facets, sort}`. */
  async function search(text, options) {
    const { sort, progress, signal, ...wanted } = checked(options);
    const query = String(text);
    const key = JSON.stringify([query, sort]);
    backfile.heed(signal);
    let { context, hits } = last;
    if (last.key !== key) {
      context = await begin(query, sort, signal);
      const report = async function (some) {
        if (progress) {
          const partial = await backfile.answer(some, false, wanted, context);
          backfile.heed(signal);
          progress(partial);
        }
      };
      hits = await find(context, wanted.offset + wanted.limit, report);
    }
    const answer = await backfile.answer(hits, true, wanted, context);
    backfile.heed(signal);
    if (context.problems.list().length === 0) {
      last = { key, context, hits };
    }
    return answer;
  }

  backfile.search = search;
})((globalThis.backfile = globalThis.backfile || {}));
