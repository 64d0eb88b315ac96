/* From the hits of a search to what callers get of them: an answer, with results as the page shows them. */
(function (backfile) {
  "use strict";

  /** Resolves to the scores of some hits, as lunr gives them. */
  async function scoresOf(hits, context) {
    const marks = new Uint8Array(context.archive.documents);
    hits.forEach(({ number }) => (marks[number] = 1));
    const ranked = await backfile.index.rank({ ...context, signal: null }, marks);
    return new Map(ranked.map(({ number, score }) => [number, score]));
  }

  function result(article, score, groups, table) {
    const marks = backfile.match.marks(groups, article, "text", table);
    const { text, marks: excerptMarks } = backfile.excerpt(article.passages, marks);
    const { id, path, title, date, lang, newspaper, page, section, authors } = article;
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
        title: backfile.match.marks(groups, article, "title", table)[0].map(([start, end]) => [start, end]),
        excerpt: excerptMarks,
      },
    };
  }

  async function resultsOf(hits, context) {
    const { sort, groups, table, archive, problems } = context;
    // Hits in order of relevance have their scores already.
    const scores = sort === "relevance" ? null : await scoresOf(hits, context);
    const found = await Promise.all(
      hits.map(async function ({ number, score }) {
        const article = await backfile.texts.article(number, archive, problems);
        return article && result(article, scores ? scores.get(number) : score, groups, table);
      })
    );
    return found.filter(Boolean);
  }

  /** Counts hits by month: `[["2022-03", articles], …]`. */
  function histogram(hits, archive) {
    const counts = new Uint32Array(archive.months.length);
    const firsts = archive.months.map(({ first }) => first);
    for (const { number } of hits) {
      counts[backfile.tiers.countBelow(firsts, number + 1) - 1] += 1;
    }
    return archive.months.map(({ month }, place) => [month, counts[place]]).filter(([, count]) => count > 0);
  }

  /** Resolves to what some facets of a result are, by their names. */
  async function facetsOf(fields, hits, archive, problems) {
    if (fields.length === 0) {
      return {};
    }
    const facets = await backfile.shards.later("facets");
    return facets(fields, hits, archive, problems);
  }

  /** Resolves to the answer that `hits` are, in full or (`exact` false) as far as they are known. */
  async function answer(hits, exact, { limit, offset, facets }, context) {
    const { archive, hints, missing, sort } = context;
    // What this answer lacks is no problem of the search, whose hits may be asked for again.
    const problems = backfile.problems.collect();
    const results = await resultsOf(hits.slice(offset, offset + limit), { ...context, problems });
    const counts = await facetsOf(facets, hits, archive, problems);
    return {
      total: hits.length,
      exact,
      results,
      hints: Array.from(hints),
      missing: Array.from(missing),
      problems: [...context.problems.list(), ...problems.list()],
      histogram: histogram(hits, archive),
      facets: counts,
      sort,
    };
  }

  backfile.answer = answer;
})((globalThis.backfile = globalThis.backfile || {}));
