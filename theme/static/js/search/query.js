/* What a reader asks for: words that all must stand in an article, "phrases", -exclusions, OR, title: author: section:
 *
 * A query becomes *groups*, of which an article must satisfy each; a group is a list of *clauses*, of which it must
 * satisfy one (more than one only with OR).
 */
(function (backfile) {
  "use strict";

  const OPEN = '"“”＂';
  const FIELD = /^(title|author|section)[:：]/i;
  const UNKNOWN_FIELD = /^([a-z]+)[:：](?!\/\/)./i;
  const EVERYWHERE = ["text", "title"];
  // A date with spaces is one word: 3 月 23 日 is 3月23日.
  const NUMBER_THEN_MARK = /([0-9０-９])\s+(?=[年月日号號时時点點分秒])/gu;
  const MARK_THEN_NUMBER = /([0-9０-９][年月])\s+(?=[0-9０-９])/gu;
  // Each token of a query costs a shard. So many find the candidates; the text decides anyway.
  const MOST_TOKENS = 16;

  function clause(text, options, table) {
    const { values } = backfile.tokens.units(text, table);
    const { tokens, whole } = backfile.tokens.queryTokens(values);
    const step = Math.max(1, tokens.length / MOST_TOKENS);
    const sample = [];
    for (let place = 0; Math.floor(place) < tokens.length; place += step) {
      sample.push(tokens[Math.floor(place)]);
    }
    return {
      text,
      fields: EVERYWHERE,
      negated: false,
      exact: false,
      ...options,
      values,
      keys: options.exact ? values : values.map(backfile.tokens.key),
      tokens: sample,
      // A quoted word is meant as it is written, and its token is only its stem.
      whole: whole && !(options.exact && values.some((value) => /[a-z]/.test(value))),
    };
  }

  /** Where the quotation that begins at `start` ends: its closing mark stands before white space or at the end. */
  function closing(query, start) {
    for (let place = start + 1; place < query.length; place += 1) {
      if (OPEN.includes(query[place]) && /^(\s|$)/.test(query.slice(place + 1, place + 2))) {
        return place;
      }
    }
    return -1;
  }

  /**
   * Parses a query to `{groups, hints}`. Hints are codes for what the reader may have meant otherwise:
   * `unclosed-quote`, `dangling-or`, `unknown-field`, `only-excluded`, `only-punctuation`.
   */
  function parse(input, table) {
    const query = input.replace(NUMBER_THEN_MARK, "$1").replace(MARK_THEN_NUMBER, "$1");
    const groups = [];
    const hints = new Set();
    let place = 0;
    let or = false;

    function add(made) {
      if (made.values.length === 0) {
        return;
      }
      const last = groups.at(-1);
      if (or && last && !last[0].negated && !made.negated) {
        last.push(made);
      } else {
        if (or) {
          hints.add("dangling-or");
        }
        groups.push([made]);
      }
      or = false;
    }

    while (place < query.length) {
      if (/\s/.test(query[place])) {
        place += 1;
        continue;
      }
      const options = {};
      if (/^[-－]\S/.test(query.slice(place, place + 2))) {
        options.negated = true;
        place += 1;
      }
      const field = FIELD.exec(query.slice(place));
      if (field && /\S/.test(query[place + field[0].length] ?? " ")) {
        options.fields = [field[1].toLowerCase()];
        place += field[0].length;
      }
      let end = OPEN.includes(query[place]) ? closing(query, place) : -1;
      if (end < 0 && query[place] === '"') {
        hints.add("unclosed-quote");
        end = query.length;
      }
      if (end >= 0) {
        add(clause(query.slice(place + 1, end), { ...options, exact: true }, table));
        place = end + 1;
        continue;
      }
      const word = /^\S+/.exec(query.slice(place))[0];
      place += word.length;
      if (word === "OR" && !options.negated && !options.fields) {
        if (groups.length === 0) {
          hints.add("dangling-or");
        }
        or = groups.length > 0;
        continue;
      }
      if (UNKNOWN_FIELD.test(word) && !options.fields) {
        hints.add("unknown-field");
      }
      add(clause(word, options, table));
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
    return group.every((made) => !made.negated && made.tokens.length > 0);
  }

  backfile.query = { parse, proposes };
})((globalThis.backfile = globalThis.backfile || {}));
