/* window.backfile.suggest(text, options): names that begin as what is typed, by characters or by pinyin. */
(function (backfile) {
  "use strict";

  const LIMIT = 8;
  const QUERIES = {
    person: (name) => backfile.query.narrow("", "person", name),
    section: (name) => backfile.query.narrow("", "section", name),
    place: (name) => `"${name}"`,
  };

  /** The folded letters and digits of a text: names are found whatever marks stand in them, 【副刊】 as 副刊. */
  function letters(text, table) {
    return backfile.tokens.plain(text, table).replace(/[^\p{L}\p{N}_]+/gu, "");
  }

  /** The keys under which names that begin with a folded text stand: its first character, and as two letters of pinyin. */
  function keysOf(plain) {
    const [first] = plain;
    return new Set([first, ...(/^[a-z]{2}/.test(plain) ? [plain.slice(0, 2)] : [])]);
  }

  /** Resolves to the rows of a key in all tiers that can be read, `[name, kind, articles, pinyin, initials]`. */
  async function rowsOf(key, archive) {
    const { found } = await backfile.entries.ofTiers(archive, async function (tier) {
      const shard = await backfile.tiers.load(tier, backfile.shards.ofKey("suggest", key, tier.about.suggest));
      const { names } = await backfile.tiers.buried(tier);
      return (Object.hasOwn(shard, key) ? shard[key] : [])
        .map(([name, kind, count, ...forms]) => [name, kind, count - (names[kind]?.[name] ?? 0), ...forms])
        .filter(([, , count]) => count > 0);
    });
    return found.flat();
  }

  /**
   * Resolves to names that begin with `text`, by characters, pinyin (`linjinyan`) or its first letters (`ljy`):
   * `[{name, kind, articles, query}]`, the most frequent first.
   */
  async function suggest(text, { limit = LIMIT } = {}) {
    const archive = await backfile.archive();
    const table = await backfile.table(String(text)).catch(() => null); // without it, as it is written
    const plain = letters(String(text), table);
    if (!archive || plain === "") {
      return [];
    }
    const names = new Map();
    for (const rows of await Promise.all(Array.from(keysOf(plain), (key) => rowsOf(key, archive)))) {
      const ofKey = new Map(); // a name may stand under several keys, with the same number each time
      for (const [name, kind, articles, pinyin, initials] of rows) {
        if (![letters(name, table), pinyin, initials].some((form) => form.startsWith(plain))) {
          continue;
        }
        const id = `${kind} ${name}`;
        const known = ofKey.get(id) ?? { name, kind, articles: 0, query: QUERIES[kind](name) };
        known.articles += articles;
        ofKey.set(id, known);
        names.set(id, known);
      }
    }
    const byArticles = (a, b) => b.articles - a.articles || (a.name < b.name ? -1 : 1);
    return Array.from(names.values()).sort(byArticles).slice(0, limit);
  }

  backfile.suggest = suggest;
})((globalThis.backfile = globalThis.backfile || {}));
