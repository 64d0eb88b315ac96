/* The articles that satisfy the filters of a query: date:, newspaper:, page:, person:, and section: in quotation marks. */
(function (backfile) {
  "use strict";

  /** Whether an article satisfies a filter, as its own row tells. */
  function holds(clause, article, table) {
    const { field, plain } = clause;
    if (field === "date") {
      return backfile.dates.holds(clause.range, article.date);
    }
    if (field === "person") {
      return [...article.authors, ...article.persons].some((name) => backfile.tokens.plain(name, table) === plain);
    }
    return isMeant(clause, article[field], table);
  }

  /** Whether a printed name is one that a filter means: that one, or without quotation marks a newspaper's of which it is a part. */
  function isMeant({ field, plain, exact }, name, table) {
    const printed = backfile.tokens.plain(name, table);
    return field === "newspaper" && !exact ? printed.includes(plain) : printed === plain;
  }

  async function ofDate({ range }, archive) {
    const before = (day, open) => (day === null ? open : backfile.tiers.beforeDay(archive, day));
    const [from, to] = await Promise.all([before(range.from, 0), before(range.to, archive.documents)]);
    return new Uint8Array(archive.documents).fill(1, from, to);
  }

  /** The terms of a filter, and the tiers whose names could not be read. */
  async function termsOf(clause, archive, table) {
    if (clause.field === "person") {
      return { terms: [`person=${clause.plain}`], lost: [] };
    }
    const { found, lost } = await backfile.entries.ofTiers(archive, (tier) =>
      backfile.tiers.load(tier, `names/${clause.field}`)
    );
    const names = new Set(found.flat().map(([name]) => name).filter((name) => isMeant(clause, name, table)));
    return { terms: Array.from(names, (name) => `${clause.field}=${name}`), lost };
  }

  /**
   * Finds the articles of a filter: its `marks` become 1 for them. Resolves to `{lost, isNothing}`: the tiers that
   * could not be asked, and whether no article at all has the value.
   */
  async function resolve(clause, archive, table) {
    clause.marks = new Uint8Array(archive.documents);
    if (clause.field === "date") {
      try {
        clause.marks = await ofDate(clause, archive);
        return { lost: [], isNothing: false };
      } catch {
        return { lost: archive.tiers, isNothing: false };
      }
    }
    const { terms, lost } = await termsOf(clause, archive, table);
    const lists = await Promise.all(terms.map((term) => backfile.entries.ofFacet(archive, term)));
    lists.forEach(({ numbers }) => numbers.forEach((number) => (clause.marks[number] = 1)));
    const all = new Set([...lost, ...lists.flatMap((list) => list.lost)]);
    return { lost: Array.from(all), isNothing: all.size === 0 && lists.every(({ numbers }) => numbers.length === 0) };
  }

  backfile.filters = { holds, resolve };
})((globalThis.backfile = globalThis.backfile || {}));
