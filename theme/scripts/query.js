/* What a query means: words that all must stand in an article, "phrases", -exclusions, OR, fields, filters.
 *
 * A query becomes *groups*, of which an article must satisfy each; a group is a list of *clauses*, of which it must
 * satisfy one (more than one only with OR). A clause is of one kind: `words` (one after the other), `loose` (a word
 * with * or ~1, for all its forms) or `filter` (date, newspaper, page, person; section:"副刊", exactly that one).
 */
(function (backfile) {
  "use strict";

  const UNKNOWN_FIELD = /^([a-z]+)[:：](?!\/\/)./i;
  const EVERYWHERE = ["text", "title"];
  const WORD_FIELDS = ["title", "author", "section"];
  const STAR = /^(.+)\*$/su;
  const TILDE = /^(.+)~([12]?)$/su;
  const SHORTEST_PREFIX = 2;
  const SHORTEST_FUZZY = 4;
  const HAS_LETTER = /\p{L}/u;
  const ONLY_LETTERS = /^\p{L}+$/u;

  /** A clause of words that stand one after the other. */
  function words(text, options, table) {
    const { values } = backfile.tokens.units(text, table);
    const { tokens, whole } = backfile.tokens.queryTokens(values);
    return {
      ...options,
      kind: "words",
      text,
      values,
      keys: options.exact ? values : values.map(backfile.tokens.key),
      tokens,
      // A quoted word is meant as it is written, and its token is only its stem.
      whole: whole && !(options.exact && values.some((value) => /[a-z]/.test(value))),
    };
  }

  /** A clause of a word with * or ~1 behind it; without them where they mean nothing, with a hint at that. */
  function loose(piece, options, table, hints) {
    const [, star] = STAR.exec(piece.value) ?? [];
    const [, tilde, edits] = TILDE.exec(piece.value) ?? [];
    const { values } = backfile.tokens.units(star ?? tilde, table);
    const word = values.length === 1 && !backfile.tokens.isCJK(values[0]) && HAS_LETTER.test(values[0]) ? values[0] : "";
    const length = Array.from(word).length;
    // Its tokens are those of its forms, which the index knows.
    const made = { ...options, kind: "loose", text: piece.value, word, values, tokens: [], whole: false };
    if (star !== undefined && length >= SHORTEST_PREFIX) {
      return { ...made, accepts: backfile.forms.acceptor(word, null) };
    }
    if (tilde !== undefined && length >= SHORTEST_FUZZY && ONLY_LETTERS.test(word)) {
      return { ...made, accepts: backfile.forms.acceptor(word, Number(edits || 1)) };
    }
    if (tilde !== undefined) {
      hints.add("short-fuzzy");
    } else if (values.length > 0 && !backfile.tokens.isCJK(values.at(-1))) {
      hints.add("short-wildcard"); // behind a Chinese character a star says nothing new
    }
    return words(star ?? tilde, options, table);
  }

  /** A clause of a filter, or null when its value cannot be meant, with a hint at that. */
  function filter({ field, value, text, negated, quoted }, table, hints) {
    const made = { kind: "filter", field, value, text, negated, exact: quoted, plain: backfile.tokens.plain(value, table) };
    if (field === "date") {
      made.range = backfile.dates.range(value);
      if (made.range === null) {
        hints.add("bad-date");
        return null;
      }
      if (made.range.reversed) {
        hints.add("dates-reversed");
      }
    } else if (made.plain === "") {
      hints.add("bad-field-value");
      return null;
    }
    return made;
  }

  function clause(piece, table, hints) {
    const { field, value, negated, quoted } = piece;
    if (field && (!WORD_FIELDS.includes(field) || (field === "section" && quoted))) {
      return filter(piece, table, hints);
    }
    if (!field && !quoted && UNKNOWN_FIELD.test(value)) {
      hints.add("unknown-field");
    }
    const options = { fields: field ? [field] : EVERYWHERE, negated, exact: quoted };
    const isLoose = !quoted && (STAR.test(value) || TILDE.test(value));
    const made = isLoose ? loose(piece, options, table, hints) : words(value, options, table);
    if (made.values.length === 0 && field) {
      hints.add("bad-field-value");
    }
    return made.values.length > 0 ? made : null;
  }

  /**
   * Parses a query to `{groups, hints}`. Hints are codes for what the reader may have meant otherwise; docs/search-api.md
   * lists them. What cannot be meant is left out, the rest is searched.
   */
  function parse(query, table) {
    const groups = [];
    const hints = new Set();
    let or = false;
    for (const piece of backfile.pieces(query)) {
      if (piece.unclosed) {
        hints.add("unclosed-quote");
      }
      if (piece.or) {
        if (or || groups.length === 0) {
          hints.add("dangling-or");
        }
        or = groups.length > 0;
        continue;
      }
      const made = clause(piece, table, hints);
      if (!made) {
        continue;
      }
      const last = groups.at(-1);
      if (or && !last[0].negated && !made.negated) {
        last.push(made);
      } else {
        if (or) {
          hints.add("dangling-or");
        }
        groups.push([made]);
      }
      or = false;
    }
    if (or) {
      hints.add("dangling-or");
    }
    if (groups.length > 0 && groups.every(([first]) => first.negated)) {
      hints.add("only-excluded");
    } else if (groups.length > 0 && !groups.some(proposes)) {
      hints.add("only-punctuation");
    }
    return { groups, hints: Array.from(hints) };
  }

  /** Whether the index can name the articles that may satisfy a group: not by what is excluded, nor by punctuation. */
  function proposes(group) {
    return group.every((made) => !made.negated && (made.kind !== "words" || made.tokens.length > 0));
  }

  Object.assign(backfile.query, { parse, proposes });
})((globalThis.backfile = globalThis.backfile || {}));
