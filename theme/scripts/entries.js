/* The entries of terms: which articles have a term, read from the shards of all tiers and put together as one. */
(function (backfile) {
  "use strict";

  const FIELDS = 4; // text, title, author, section, in the order of the shards

  /** The row of a term in a tier as the shard has it, or null. */
  async function row(tier, term) {
    const entries = await backfile.tiers.load(tier, backfile.shards.ofKey("terms", term, tier.about.shards));
    if (!Object.hasOwn(entries, term)) {
      return null;
    }
    const entry = entries[term];
    return typeof entry === "number" ? backfile.tiers.load(tier, backfile.shards.numbered("lists", entry)) : entry;
  }

  /** A list of a row as three lists of equal length: the articles that are there, occurrences, lengths of the field. */
  function postings(tier, packed) {
    const read = { numbers: [], counts: [], lengths: [] };
    let local = 0;
    for (let place = 0; place < packed.length; place += 3) {
      local += packed[place];
      const number = tier.numbers[local];
      if (number !== -1) {
        read.numbers.push(number);
        read.counts.push(packed[place + 1]);
        read.lengths.push(packed[place + 2]);
      }
    }
    return read;
  }

  function first(fields) {
    return Math.min(...fields.filter(({ numbers }) => numbers.length > 0).map(({ numbers }) => numbers[0]));
  }

  /** A term's entry in one tier: `{order, first, fields}`, or null when no article that is there has it. */
  async function ofTier(tier, term) {
    const found = await row(tier, term);
    if (!found) {
      return null;
    }
    const lists = Array.from({ length: FIELDS }, (_, field) => found[field + 1] ?? []);
    const fields = lists.map((packed) => postings(tier, packed));
    if (fields.every(({ numbers }) => numbers.length === 0)) {
      return null;
    }
    let [order] = found;
    const oldest = Math.min(...lists.filter((packed) => packed.length > 0).map(([local]) => local));
    if (tier.numbers[oldest] === -1) {
      // The order was that of a removed article: what it is in the first one that is left stands apart.
      order = (await backfile.tiers.buried(tier)).orders[term];
    }
    return { order, first: first(fields), fields };
  }

  /** Two lists of postings as one, by rising numbers. */
  function merged(one, other) {
    if (one.numbers.length === 0 || other.numbers.length === 0) {
      return one.numbers.length === 0 ? other : one;
    }
    const both = { numbers: [], counts: [], lengths: [] };
    let [a, b] = [0, 0];
    while (a < one.numbers.length || b < other.numbers.length) {
      const fromOne = b === other.numbers.length || one.numbers[a] < other.numbers[b];
      const [from, place] = fromOne ? [one, a] : [other, b];
      both.numbers.push(from.numbers[place]);
      both.counts.push(from.counts[place]);
      both.lengths.push(from.lengths[place]);
      [a, b] = fromOne ? [a + 1, b] : [a, b + 1];
    }
    return both;
  }

  function together(one, other) {
    const fields = one.fields.map((postings, field) => merged(postings, other.fields[field]));
    const earlier = one.first < other.first ? one : other;
    return { order: earlier.order, first: earlier.first, fields };
  }

  /** What `read(tier)` resolves to for each tier, and the tiers whose files it could not read. */
  async function ofTiers(archive, read) {
    const lost = [];
    const found = await Promise.all(
      archive.tiers.map((tier) =>
        read(tier).catch(function () {
          lost.push(tier);
          return null;
        })
      )
    );
    return { found: found.filter(Boolean), lost };
  }

  /** Resolves to `{entry, lost}`: a term's entry or null, and the tiers in which it could not be looked up. */
  async function ofTerm(archive, term) {
    const { found, lost } = await ofTiers(archive, (tier) => ofTier(tier, term));
    return { entry: found.length > 0 ? found.reduce(together) : null, lost };
  }

  /** Resolves to `{numbers, lost}`: the articles of a facet's term, `section=副刊`, in no order. */
  async function ofFacet(archive, term) {
    const { found, lost } = await ofTiers(archive, async function (tier) {
      const numbers = [];
      let local = 0;
      for (const gap of (await row(tier, term))?.[0] ?? []) {
        local += gap;
        numbers.push(tier.numbers[local]);
      }
      return numbers.filter((number) => number !== -1);
    });
    return { numbers: found.flat(), lost };
  }

  backfile.entries = { ofTerm, ofFacet, ofTiers };
})((globalThis.backfile = globalThis.backfile || {}));
