/* The texts of articles, a few in a file: what is shown, and what answers are checked on. */
(function (backfile) {
  "use strict";

  // Files that are kept: about 30 MB of memory when an article has 1,000 characters.
  const MOST_KEPT = 1500;
  const kept = new Map(); // the rows by the file's name, in the order of their last use

  function placeOf(number, archive) {
    const tier = archive.tiers[archive.tierOf[number]];
    const local = archive.localOf[number];
    const chunk = Math.floor(local / archive.chunk);
    return { tier, chunk, row: local % archive.chunk };
  }

  function nameOf(chunk) {
    return backfile.shards.numbered("texts", chunk);
  }

  function keyOf({ tier, chunk }) {
    return `${tier.kind}/${nameOf(chunk)}`;
  }

  /** Resolves to the articles of a file. */
  async function rowsOf(place) {
    const key = keyOf(place);
    const known = kept.get(key);
    const rows =
      known ??
      (await backfile.tiers.load(place.tier, nameOf(place.chunk))).map(
        ([id, path, title, date, lang, newspaper, page, section, authors, passages, persons, places]) => ({
          id, path, title, date, lang, newspaper, page, section, authors, passages, persons, places,
        })
      );
    kept.delete(key);
    kept.set(key, rows);
    if (!known) {
      backfile.shards.forget(key);
      if (kept.size > MOST_KEPT) {
        kept.delete(kept.keys().next().value);
      }
    }
    return rows;
  }

  /** The dates around a file that cannot be read tell which part of the archive it is. */
  async function gap({ tier, chunk }, archive) {
    const last = Math.ceil(tier.about.documents / archive.chunk) - 1;
    const at = async (other, row) =>
      other < 0 || other > last ? null : (await rowsOf({ tier, chunk: other }).catch(() => [])).at(row)?.date ?? null;
    const articles = Math.min(archive.chunk, tier.about.documents - chunk * archive.chunk);
    return { part: "texts", articles, from: await at(chunk - 1, -1), to: await at(chunk + 1, 0) };
  }

  /** Resolves to an article, or to null when its file is missing or damaged, which `problems` is told. */
  async function article(number, archive, problems) {
    const place = placeOf(number, archive);
    try {
      return (await rowsOf(place))[place.row];
    } catch {
      await problems.texts(keyOf(place), () => gap(place, archive));
      return null;
    }
  }

  /** An article whose text is at hand, or null. */
  function atHand(number, archive) {
    const place = placeOf(number, archive);
    return kept.get(keyOf(place))?.[place.row] ?? null;
  }

  backfile.texts = { article, atHand };
})((globalThis.backfile = globalThis.backfile || {}));
