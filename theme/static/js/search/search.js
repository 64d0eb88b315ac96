/* window.backfile.search(query, options): see docs/search-api.md. */
(function (backfile) {
  "use strict";

  const ORDERS = ["relevance", "newest", "oldest"];

  function checked({ limit = 10, offset = 0, sort = null, facets = [], progress = null, signal = null } = {}) {
    if (!Number.isInteger(limit) || limit < 0 || !Number.isInteger(offset) || offset < 0) {
      throw new RangeError("limit and offset are whole numbers from 0 on");
    }
    if (sort !== null && !ORDERS.includes(sort)) {
      throw new RangeError(`sort is one of ${ORDERS.join(", ")}`);
    }
    if (facets.some((field) => !backfile.facets.FIELDS.includes(field))) {
      throw new RangeError(`facets are of ${backfile.facets.FIELDS.join(", ")}`);
    }
    return { limit, offset, sort, facets, progress, signal };
  }

  /** The candidates in the order of their results, `[{number, score}]`. */
  function ordered(marks, sort, { groups, entries, archive }) {
    if (sort === "relevance") {
      return backfile.index.rank(groups, entries, archive, marks);
    }
    const oldestFirst = backfile.candidates.numbers(marks).map((number) => ({ number, score: 0 }));
    return sort === "oldest" ? oldestFirst : oldestFirst.reverse();
  }

  /** The scores of some hits that were ordered by date. */
  function scoresOf(hits, { groups, entries, archive }) {
    const marks = new Uint8Array(archive.documents);
    hits.forEach(({ number }) => (marks[number] = 1));
    return new Map(backfile.index.rank(groups, entries, archive, marks).map(({ number, score }) => [number, score]));
  }

  /** A result as callers get it. */
  function result(found, score, groups, table) {
    const marks = backfile.match.marks(groups, found, "text", table);
    const { text, marks: excerptMarks } = backfile.excerpt(found.passages, marks);
    const { id, path, title, date, lang, newspaper, page, section, authors } = found;
    return {
      id,
      url: backfile.shards.relative(path),
      title,
      date,
      excerpt: text,
      lang,
      newspaper,
      page,
      section,
      authors,
      score,
      marks: {
        title: backfile.match.marks(groups, found, "title", table)[0].map(([start, end]) => [start, end]),
        excerpt: excerptMarks,
      },
    };
  }

  async function resultsOf(hits, context) {
    const { sort, groups, table, archive, problems } = context;
    const scores = sort === "relevance" ? null : scoresOf(hits, context);
    const found = await Promise.all(
      hits.map(async function ({ number, score }) {
        const article = await backfile.texts.article(number, archive, problems);
        return article && result(article, scores ? scores.get(number) : score, groups, table);
      })
    );
    return found.filter(Boolean);
  }

  /** Searches the archive; resolves to `{total, exact, results, hints, missing, problems, histogram, facets, sort}`. */
  async function search(query, options) {
    const { limit, offset, sort: wanted, facets, progress, signal } = checked(options);
    const problems = backfile.problems.collect();
    const context = { problems, signal, hints: new Set(), missing: new Set(), entries: new Map(), partial: new Map() };

    async function answer(hits, exact = true) {
      const { archive } = context;
      const results = await resultsOf(hits.slice(offset, offset + limit), context);
      const counted = await backfile.facets.facets(facets, hits, archive, problems);
      const histogram = backfile.facets.histogram(hits, archive);
      signal?.throwIfAborted();
      return {
        total: hits.length,
        exact,
        results,
        hints: Array.from(context.hints),
        missing: Array.from(context.missing),
        problems: problems.list(),
        histogram,
        facets: counted,
        sort: context.sort,
      };
    }

    signal?.throwIfAborted();
    context.archive = await backfile.archive();
    if (!context.archive) {
      problems.part("index");
      context.archive = backfile.tiers.NONE;
    }
    context.table = await backfile.table(String(query)).catch(() => {
      problems.part("fold");
      return null;
    });
    const { groups, hints } = backfile.query.parse(String(query), context.table);
    context.groups = groups;
    context.hints = new Set(hints);
    context.sort = wanted ?? (groups.flat().some(({ kind }) => kind !== "filter") ? "relevance" : "newest");
    if (!groups.some(backfile.query.proposes) || context.archive.documents === 0) {
      return answer([]);
    }
    const { marks, sure, proposed } = await backfile.propose(context);
    if (!proposed) {
      return answer([]);
    }
    const candidates = ordered(marks, context.sort, context);
    const report = async (some) => progress && progress(await answer(some, false));
    const hits = sure ? candidates : await backfile.verify(candidates, offset + limit, report, context);
    if (hits.length === 0) {
      await backfile.explain(context);
    }
    return answer(hits);
  }

  backfile.search = search;
})((globalThis.backfile = globalThis.backfile || {}));
