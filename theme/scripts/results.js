/* From the hits of a search to what callers get of them: an answer, with results as the page shows them. */
(function (backfile) {
  "use strict";

  /** The scores of some hits, as lunr gives them. */
  function scoresOf(hits, { groups, entries, archive }) {
    const marks = new Uint8Array(archive.documents);
    hits.forEach(({ number }) => (marks[number] = 1));
    return new Map(backfile.index.rank(groups, entries, archive, marks).map(({ number, score }) => [number, score]));
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

  async function resultsOf(hits, { sort, groups, table, archive, entries, problems }) {
    // Hits in order of relevance have their scores already.
    const scores = sort === "relevance" ? null : scoresOf(hits, { groups, entries, archive });
    const found = await Promise.all(
      hits.map(async function ({ number, score }) {
        const article = await backfile.texts.article(number, archive, problems);
        return article && result(article, scores ? scores.get(number) : score, groups, table);
      })
    );
    return found.filter(Boolean);
  }

  /** Resolves to the answer that `hits` are, in full or (`exact` false) as far as they are known. */
  async function answer(hits, exact, { limit, offset, facets }, context) {
    const { archive, problems, hints, missing, sort } = context;
    const results = await resultsOf(hits.slice(offset, offset + limit), context);
    const counts = await backfile.facets.facets(facets, hits, archive, problems);
    return {
      total: hits.length,
      exact,
      results,
      hints: Array.from(hints),
      missing: Array.from(missing),
      problems: problems.list(),
      histogram: backfile.facets.histogram(hits, archive),
      facets: counts,
      sort,
    };
  }

  backfile.answer = answer;
})((globalThis.backfile = globalThis.backfile || {}));
