/* Folding and tokens: the page's half of backfile/search/fold.py and tokens.py.
 *
 * A text becomes *units*: a Chinese, Japanese or Korean character, a word of other letters and digits, or any other
 * character that shows. White space is no unit. A query matches where its units stand in the text one after the other;
 * tokens only propose the articles to look at. Both halves are held to tests/search/cases.json.
 */
(function (backfile) {
  "use strict";

  const CJK =
    "\\u3005\\u3007" + // iteration mark, ideographic zero
    "\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff" + // kana
    "\\u3105-\\u312f\\u31a0-\\u31bf" + // bopomofo
    "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}" + // ideographs
    "\\uac00-\\ud7a3"; // hangul
  const WORD = `(?:(?![${CJK}])[\\p{L}\\p{N}])+`;
  const UNIT = new RegExp(`[${CJK}]|${WORD}|[^\\t\\n\\v\\f\\r \\x85\\u1680\\u2028\\u2029]`, "gu");
  const IS_CJK = new RegExp(`^[${CJK}]$`, "u");
  const IS_WORD = new RegExp(`^${WORD}$`, "u");
  const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
  // A character and what may combine with it: Unicode normalises such a cluster apart from its neighbours.
  const CLUSTER = /[^][\p{M}\u1160-\u11ff\uff9e\uff9f]*/gu;
  const ENTANGLED = /[\p{M}\u00ad\u1160-\u11ff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\uff9e\uff9f\u{10000}-\u{10ffff}]/u;
  const VARIANTS = new Map(Object.entries({ "‘": "'", "’": "'", "“": '"', "”": '"', ς: "σ" }));
  const LONGEST_WORD = 64;
  const NUMBER = /^[0-9]+$/;

  /** The pairs of the packed table of traditional characters, as a Map. */
  function unpack(packed) {
    const table = new Map();
    let code = 0x3400 - 1;
    for (const [, gap, simplified] of packed.matchAll(/(\d*)(\D)/gu)) {
      code += Number(gap || 1);
      table.set(String.fromCodePoint(code), simplified);
    }
    return table;
  }

  function foldCharacter(character, table) {
    return VARIANTS.get(character) ?? (table && table.get(character)) ?? character;
  }

  /** NFKC and lower case. İ would become an i and a mark, which need not stand as NFKC has them. */
  function lowered(text) {
    return text.normalize("NFKC").replaceAll("İ", "i").toLowerCase();
  }

  /** Folds a text in which every character stays one character, as in nearly all; null when this is not so. */
  function foldInPlace(text, table) {
    const lower = lowered(text);
    if (lower.length !== text.length || ENTANGLED.test(text)) {
      return null;
    }
    const folded = Array.from(lower, (character) => foldCharacter(character, table)).join("");
    return folded.length === text.length ? folded : null;
  }

  /** A folded text and, for each of its UTF-16 units, where in the original the character begins and ends. */
  function foldWithPlaces(text, table) {
    const pieces = [];
    const starts = [];
    const ends = [];
    for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
      for (const character of lowered(cluster.replace(UNSEEN, ""))) {
        const folded = foldCharacter(character, table);
        pieces.push(folded);
        for (let unit = 0; unit < folded.length; unit += 1) {
          starts.push(index);
          ends.push(index + cluster.length);
        }
      }
    }
    return { folded: pieces.join(""), starts, ends };
  }

  /**
   * The units of a text: `{values, starts, ends}`, where a unit begins and ends in the original (UTF-16).
   * Without `table`, traditional characters stay what they are.
   */
  function units(text, table) {
    const inPlace = foldInPlace(text, table);
    const { folded, starts, ends } = inPlace === null ? foldWithPlaces(text, table) : { folded: inPlace };
    const found = { values: [], starts: [], ends: [] };
    for (const { 0: value, index } of folded.matchAll(UNIT)) {
      const last = index + value.length - 1;
      found.values.push(value);
      found.starts.push(starts ? starts[index] : index);
      found.ends.push(ends ? ends[last] : last + 1);
    }
    return found;
  }

  const MOST_STEMS = 50_000; // kept, for words come again and again
  const stems = new Map();

  /** The token of a word: the stem of an English one, else its first characters. */
  function wordToken(word) {
    if (!/^[a-z]+$/.test(word) || word.length > LONGEST_WORD) {
      return Array.from(word).slice(0, LONGEST_WORD).join("");
    }
    if (stems.size > MOST_STEMS) {
      stems.clear();
    }
    if (!stems.has(word)) {
      stems.set(word, globalThis.lunr.stemmer(new globalThis.lunr.Token(word)).toString());
    }
    return stems.get(word);
  }

  /** Whether the units from `place` on are a number, one of `marks`, a number (and so on): 3月23日. */
  function isDate(values, place, digits, marks) {
    return marks.every(
      (mark, part) =>
        NUMBER.test(values[place + 2 * part] ?? "") &&
        values[place + 2 * part].length <= digits[part] &&
        (part > 0 || digits[0] < 4 || values[place].length === 4) &&
        values[place + 2 * part + 1] === mark
    );
  }

  /** The tokens that together cover the units of a query, each once, and whether one token says it all. */
  function queryTokens(values) {
    const tokens = new Set();
    let covered = 0; // units before this one are in a token already
    let symbols = 0;
    for (let place = 0; place < values.length; place += 1) {
      const [unit, next] = [values[place], values[place + 1] ?? ""];
      const yearMonth = isDate(values, place, [4, 2], ["年", "月"]);
      if (yearMonth || isDate(values, place, [2, 2], ["月", "日"])) {
        tokens.add(values.slice(place, place + 4).join(""));
        covered = Math.max(covered, place + 4);
      }
      if (IS_CJK.test(unit)) {
        if (IS_CJK.test(next) && place + 2 > covered) {
          tokens.add(unit + next);
          covered = place + 2;
        } else if (NUMBER.test(next) && place + 2 > covered) {
          tokens.add(unit + next);
          covered = place + (IS_CJK.test(values[place + 2] ?? "") ? 1 : 2);
        } else if (place >= covered) {
          tokens.add(unit);
        }
      } else if (!IS_WORD.test(unit)) {
        symbols += 1;
      } else if (place >= covered) {
        if (NUMBER.test(unit) && IS_CJK.test(next)) {
          tokens.add(unit + next);
          covered = place + 2;
        } else {
          tokens.add(wordToken(unit));
        }
      }
    }
    const list = Array.from(tokens);
    return { tokens: list, whole: list.length === 1 && symbols === 0 && list[0] === values.map(key).join("") };
  }

  /** What a unit of a text and of an unquoted query must have in common: an English word its stem. */
  function key(value) {
    return /^[a-z]{1,64}$/.test(value) ? wordToken(value) : value;
  }

  /** A text as names are compared: folded, without white space. */
  function plain(text, table) {
    return units(text, table).values.join("");
  }

  function isCJK(unit) {
    return IS_CJK.test(unit);
  }

  backfile.tokens = { units, unpack, queryTokens, key, plain, isCJK };
})((globalThis.backfile = globalThis.backfile || {}));
