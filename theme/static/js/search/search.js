/* window.backfile.search(query, options): see docs/search-api.md. */
(function (backfile) {
  "use strict";

  const ORDERS = ["relevance", "newest", "oldest"];
  const FORMAT = 2; // of the shards, as backfile/search/shards.py counts it
  const AT_ONCE = 16; // text chunks asked for at a time while candidates are verified
  const HAS_CJK = /[\u2e80-\u{3ffff}]/u;

  /** Resolves to the value of `promise`, or to `instead()` when it fails. */
  function otherwise(promise, instead) {
    return promise.catch(instead);
  }

  /** What could not be searched, each part once. */
  function newProblems() {
    const words = new Set();
    const chunks = new Map();
    let other = [];
    return {
      words,
      chunks,
      part: (part) => other.push({ part }),
      list: () => [
        ...other,
        ...(words.size ? [{ part: "terms", words: Array.from(words) }] : []),
        ...chunks.values(),
      ],
    };
  }

  /** The entries of the tokens that the archive has, and which tokens nobody knows for a damaged shard. */
  async function lookUp(clauses, manifest, problems) {
    const entries = new Map();
    const unknown = new Set();
    const owners = new Map();
    for (const clause of clauses) {
      if (!clause.negated || clause.whole) {
        clause.tokens.forEach((token) => owners.set(token, clause.text));
      }
    }
    await Promise.all(
      Array.from(owners, async ([token, text]) => {
        try {
          const entry = await backfile.shards.term(token, manifest);
          if (entry) {
            entries.set(token, entry);
          }
        } catch {
          unknown.add(token);
          problems.words.add(text);
        }
      })
    );
    return { entries, unknown };
  }

  /** A group without the tokens that cannot be looked up; alternatives that have no other are left out. */
  function withoutUnknown(group, unknown) {
    const known = group.map((clause) => {
      const tokens = clause.tokens.filter((token) => !unknown.has(token));
      return { ...clause, tokens, whole: clause.whole && tokens.length === clause.tokens.length };
    });
    const alternatives = known.filter((clause) => clause.tokens.length > 0);
    return group.length > 1 && alternatives.length > 0 ? alternatives : known;
  }

  /** The articles of a chunk, or null when its file is missing or damaged. */
  function chunkOf(chunk, manifest, problems) {
    return otherwise(backfile.shards.texts(chunk, manifest), async () => {
      if (!problems.chunks.has(chunk)) {
        const articles = Math.min(manifest.chunk, manifest.documents - chunk * manifest.chunk);
        const problem = { part: "texts", articles, from: null, to: null };
        problems.chunks.set(chunk, problem);
        // The dates around the gap tell which part of the archive it is.
        const before = chunk > 0 ? await otherwise(backfile.shards.texts(chunk - 1, manifest), () => []) : [];
        const isLast = (chunk + 1) * manifest.chunk >= manifest.documents;
        const after = isLast ? [] : await otherwise(backfile.shards.texts(chunk + 1, manifest), () => []);
        problem.from = before.at(-1)?.date ?? null;
        problem.to = after[0]?.date ?? null;
      }
      return null;
    });
  }

  async function article(number, manifest, problems) {
    const rows = await chunkOf(Math.floor(number / manifest.chunk), manifest, problems);
    return rows && rows[number % manifest.chunk];
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

  function ordered(found, sort) {
    const numbers = found.map(({ ref, score }) => ({ number: Number(ref), score }));
    if (sort === "newest") {
      numbers.sort((a, b) => b.number - a.number);
    } else if (sort === "oldest") {
      numbers.sort((a, b) => a.number - b.number);
    }
    return numbers;
  }

  /** Articles for a window of the candidates: those that satisfy the query, as far as their texts can be had. */
  async function verified(candidates, groups, table, manifest, problems) {
    const found = await Promise.all(candidates.map(({ number }) => article(number, manifest, problems)));
    return candidates.filter((_, place) => found[place] && backfile.match.matches(groups, found[place], table));
  }

  /** Those of `candidates` that satisfy the query; `report` is told when the first `enough` of them are known. */
  async function verifyAll(candidates, enough, report, context) {
    const { groups, table, manifest, problems } = context;
    const hits = [];
    let reported = false;
    for (let start = 0; start < candidates.length; start += AT_ONCE) {
      const some = candidates.slice(start, start + AT_ONCE);
      hits.push(...(await verified(some, groups, table, manifest, problems)));
      if (!reported && hits.length >= enough && start + AT_ONCE < candidates.length) {
        reported = true;
        await report(hits);
      }
    }
    return hits;
  }

  function checkOptions({ limit = 10, offset = 0, sort = "relevance", progress = null } = {}) {
    if (!Number.isInteger(limit) || limit < 0 || !Number.isInteger(offset) || offset < 0) {
      throw new RangeError("limit and offset are whole numbers from 0 on");
    }
    if (!ORDERS.includes(sort)) {
      throw new RangeError(`sort is one of ${ORDERS.join(", ")}`);
    }
    return { limit, offset, sort, progress };
  }

  /** Searches the archive; resolves to `{total, exact, results, hints, missing, problems}`. */
  async function search(query, options) {
    const { limit, offset, sort, progress } = checkOptions(options);
    const text = String(query);
    const problems = newProblems();
    const answer = (total, results, more = {}) => ({
      total, exact: true, results, hints: [], missing: [], problems: problems.list(), ...more,
    });

    const manifest = await otherwise(backfile.shards.load("manifest"), () => null);
    if (manifest?.format !== FORMAT) {
      problems.part("index");
      return answer(0, []);
    }
    let table = null;
    if (HAS_CJK.test(text)) {
      table = await otherwise(backfile.shards.load("fold").then(backfile.tokens.unpack), () => {
        problems.part("fold");
        return null;
      });
    }
    const { groups: parsed, hints } = backfile.query.parse(text, table);
    const clauses = parsed.flat();
    if (!parsed.some(backfile.query.proposes) || manifest.documents === 0) {
      return answer(0, [], { hints });
    }

    const { entries, unknown } = await lookUp(clauses, manifest, problems);
    // Words that no article has, as the reader wrote them.
    const missing = clauses
      .filter((clause) => !clause.negated && clause.tokens.some((token) => !entries.has(token) && !unknown.has(token)))
      .map((clause) => clause.text);
    const groups = parsed.map((group) => withoutUnknown(group, unknown));
    const index = backfile.index.assemble(entries, manifest);
    const proposing = groups.filter((group) => group[0].negated || backfile.query.proposes(group));
    if (!proposing.some(([first]) => !first.negated)) {
      return answer(0, [], { hints, missing });
    }
    const candidates = ordered(backfile.index.candidates(index, proposing), sort);

    const context = { groups, table, manifest, problems };
    const resultsOf = async (hits) => {
      const found = await Promise.all(
        hits.slice(offset, offset + limit).map(async ({ number, score }) => {
          const one = await article(number, manifest, problems);
          return one && result(one, score, groups, table);
        })
      );
      return found.filter(Boolean);
    };
    let hits = candidates;
    if (!backfile.index.isExact(groups)) {
      const report = async (some) => {
        if (progress) {
          progress(answer(some.length, await resultsOf(some), { exact: false, hints, missing }));
        }
      };
      hits = await verifyAll(candidates, offset + limit, report, context);
    }
    const results = await resultsOf(hits);
    return answer(hits.length, results, { hints, missing });
  }

  backfile.search = search;
})((globalThis.backfile = globalThis.backfile || {}));
