/* The archive as one, over its tiers: *base*, and *recent* with what came since base was written.
 *
 * In its tier's files an article has a local number. Its *number* is its rank by date and id among all articles that
 * are there; a removed or replaced one of base (a tombstone) has none. Everything behind this module works on numbers,
 * as if the archive had been indexed anew a moment ago.
 */
(function (backfile) {
  "use strict";

  const KINDS = ["base", "recent"];

  function sumOfGaps(gaps) {
    let sum = 0;
    return gaps.map((gap) => (sum += gap));
  }

  /** How many of the rising `numbers` are less than `limit`. */
  function countBelow(numbers, limit) {
    let [low, high] = [0, numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      [low, high] = numbers[middle] < limit ? [middle + 1, high] : [low, middle];
    }
    return low;
  }

  /** Gives the articles of all tiers their numbers: `numbers` of each tier by local number, -1 for tombstones. */
  function number(tiers, documents) {
    const [base, recent] = tiers;
    const places = recent ? recent.about.places : [];
    const [tierOf, localOf] = [new Uint8Array(documents), new Int32Array(documents)];
    let next = 0;
    let fresh = 0;
    const give = function (tier, local) {
      tiers[tier].numbers[local] = next;
      [tierOf[next], localOf[next]] = [tier, local];
      next += 1;
    };
    let group = 0;
    for (let local = 0; local <= base.about.documents; local += 1) {
      for (; group < places.length && places[group][0] === local; group += 1) {
        for (let more = places[group][1]; more > 0; more -= 1, fresh += 1) {
          give(1, fresh);
        }
      }
      if (local < base.about.documents && base.numbers[local] !== -1) {
        give(0, local);
      }
    }
    return { tierOf, localOf };
  }

  /** The archive that a manifest describes. */
  function open(manifest) {
    const tiers = manifest.tiers.map(function (about, place) {
      const tombstones = sumOfGaps(about.tombstones ?? []);
      const numbers = new Int32Array(about.documents);
      tombstones.forEach((local) => (numbers[local] = -1));
      return { kind: KINDS[place], about, tombstones, numbers };
    });
    const { documents, tokens, chunk, common } = manifest;
    // What a term has at most that is not among the common ones.
    const least = Math.max(1, Math.min(documents, ...Object.values(common)));
    const archive = { least, documents, tokens, chunk, common, tiers, ...number(tiers, documents) };
    const months = new Set(tiers.flatMap((tier) => tier.about.months.map(([month]) => month)));
    archive.months = Array.from(months).sort().map((month) => ({ month, first: beforeMonth(archive, month) }));
    return archive;
  }

  /** How many articles of a tier are there among its first `local` ones. */
  function living(tier, local) {
    return local - countBelow(tier.tombstones, local);
  }

  /** How many articles are older than a month, `YYYY-MM`. */
  function beforeMonth(archive, month) {
    const older = (tier) =>
      tier.about.months.reduce((sum, [name, articles]) => (name < month ? sum + articles : sum), 0);
    return archive.tiers.reduce((sum, tier) => sum + living(tier, older(tier)), 0);
  }

  /** Resolves to how many articles are older than a day, `YYYY-MM-DD`; rejects when a table of days is damaged. */
  async function beforeDay(archive, day) {
    if (day.endsWith("-01")) {
      return beforeMonth(archive, day.slice(0, 7));
    }
    const limit = Date.parse(day) / 86_400_000;
    const counts = await Promise.all(
      archive.tiers.map(async function (tier) {
        let [date, older] = [0, 0];
        for (const [gap, articles] of await load(tier, "days")) {
          date += gap;
          if (date >= limit) {
            break;
          }
          older += articles;
        }
        return living(tier, older);
      })
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Resolves to the data of a file of a tier. */
  function load(tier, name) {
    return backfile.shards.load(`${tier.kind}/${name}`, `${tier.about.folder}/${name}`);
  }

  const NOTHING_BURIED = { orders: {}, words: {}, names: {} };

  /**
   * Resolves to what is to be put right in a tier's files for its tombstones: `orders` of terms whose first article is
   * one, and what to take off the counts of `words` and, by kind, of `names`.
   */
  async function buried({ about }) {
    return about.buried ? backfile.shards.load("buried", about.buried) : NOTHING_BURIED;
  }

  /** The part of the archive that a tier holds, as problems name it. */
  function extent(tier) {
    const { months, documents } = tier.about;
    return { articles: documents, from: months[0]?.[0] ?? null, to: months.at(-1)?.[0] ?? null };
  }

  /** The archive that there is when nothing can be read. */
  const NONE = { documents: 0, tiers: [], months: [] };

  backfile.tiers = { NONE, open, load, buried, extent, beforeDay, countBelow };
})((globalThis.backfile = globalThis.backfile || {}));
