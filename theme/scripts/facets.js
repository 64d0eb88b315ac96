/* What a whole result consists of: articles a newspaper, a section, a person. Loaded when it is first asked for.
 *
 * Articles whose texts are at hand count themselves. The others are counted by columns: blocks of codes, an article
 * each, and the names of the codes, the most frequent first.
 */
(function (backfile) {
  "use strict";

  const ARTICLES = { newspaper: 2048, section: 2048, person: 512 }; // in a block of a column
  const NAMES = 1024; // in a block of names of persons
  const MOST_PERSONS = 20;
  const MOST_TEXTS = 50; // so many articles are read rather than the blocks of their persons and of the names of these

  function increase(counts, key, more = 1) {
    counts.set(key, (counts.get(key) ?? 0) + more);
  }

  function valuesOf(article, field) {
    const values = field === "person" ? [...article.authors, ...article.persons] : [article[field]];
    return new Set(values.filter(Boolean));
  }

  /** Counts some articles of a tier, given by local number, by their codes. */
  async function codesOf(tier, field, locals) {
    const blocks = new Map();
    for (const local of locals) {
      const block = Math.floor(local / ARTICLES[field]);
      blocks.set(block, blocks.get(block) ?? []);
      blocks.get(block).push(local % ARTICLES[field]);
    }
    const counts = new Map();
    await Promise.all(
      Array.from(blocks, async function ([block, rows]) {
        const column = await backfile.tiers.load(tier, backfile.shards.numbered(`facets/${field}`, block));
        for (const row of rows) {
          [column[row]].flat().forEach((code) => code >= 0 && increase(counts, code));
        }
      })
    );
    return counts;
  }

  /** Resolves to what gives the names of some codes of a tier. */
  async function namesOf(tier, field, codes) {
    if (field !== "person") {
      const names = await backfile.tiers.load(tier, `names/${field}`);
      return (code) => names[code][0];
    }
    const blocks = new Map();
    await Promise.all(
      Array.from(new Set(codes.map((code) => Math.floor(code / NAMES))), async (block) =>
        blocks.set(block, await backfile.tiers.load(tier, backfile.shards.numbered("names/person", block)))
      )
    );
    return (code) => blocks.get(Math.floor(code / NAMES))[code % NAMES][0];
  }

  function largest(counts, place) {
    return Array.from(counts).sort((a, b) => b - a)[place] ?? 0;
  }

  /** Adds the articles of `byTier` (lists of local numbers) to the counts by name. */
  async function countColumns(field, byTier, archive, counts) {
    const [ofBase, ofRecent] = await Promise.all(
      archive.tiers.map((tier, place) => codesOf(tier, field, byTier[place]))
    );
    // Persons of base that cannot be among the most frequent, whatever else is counted, need no names.
    const others = largest(counts.values(), 0) + largest(ofRecent?.values() ?? [], 0);
    const enough = field === "person" ? largest(ofBase.values(), MOST_PERSONS - 1) - others : 0;
    const add = async function (tier, ofTier, least) {
      const codes = Array.from(ofTier.keys()).filter((code) => ofTier.get(code) >= least);
      if (codes.length === 0) {
        return; // no names are needed
      }
      const nameOf = await namesOf(tier, field, codes);
      codes.forEach((code) => increase(counts, nameOf(code), ofTier.get(code)));
    };
    const [base, recent] = archive.tiers;
    await Promise.all([add(base, ofBase, enough), recent && add(recent, ofRecent, 0)]);
  }

  /** Resolves to the counts of one facet, `[[name, articles], …]`, by falling count, then name. */
  async function count(field, hits, archive, problems) {
    const counts = new Map();
    const byTier = archive.tiers.map(() => []);
    if (hits.length === 0) {
      return [];
    }
    const others = hits.filter(({ number }) => !backfile.texts.atHand(number, archive));
    const readAll = field === "person" && others.length <= MOST_TEXTS;
    if (readAll) {
      await Promise.all(others.map(({ number }) => backfile.texts.article(number, archive, problems)));
    }
    for (const { number } of hits) {
      const article = backfile.texts.atHand(number, archive);
      if (article) {
        valuesOf(article, field).forEach((name) => increase(counts, name));
      } else {
        byTier[archive.tierOf[number]].push(archive.localOf[number]);
      }
    }
    try {
      await countColumns(field, byTier, archive, counts);
    } catch {
      problems.facet(field);
    }
    const sorted = Array.from(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return field === "person" ? sorted.slice(0, MOST_PERSONS) : sorted;
  }

  /** Resolves to the counts of some facets of a result, by their names. */
  async function facets(fields, hits, archive, problems) {
    const counted = await Promise.all(fields.map((field) => count(field, hits, archive, problems)));
    return Object.fromEntries(fields.map((field, place) => [field, counted[place]]));
  }

  backfile.facets = facets;
})((globalThis.backfile = globalThis.backfile || {}));
