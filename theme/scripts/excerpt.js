/* The best passage of an article for a query, with the matches in it. */
(function (backfile) {
  "use strict";

  const WIDTH = 200; // of an excerpt, in columns: a Chinese character takes two, a Latin letter one
  const LEAD = 30; // columns before the first match, where there are so many
  const WIDE = /[\u1100-\u11ff\u2e80-\uffef]/;
  const SENTENCE_END = /[。！？；\n]/;

  function columns(character) {
    return WIDE.test(character) ? 2 : 1;
  }

  /** The place so many columns after `start` (before it when `step` is -1), not inside a character or a Latin word. */
  function walk(text, start, width, step) {
    let place = start;
    for (let left = width; left > 0 && place + step >= 0 && place + step <= text.length; place += step) {
      left -= columns(text[step > 0 ? place : place - 1]);
    }
    const inside = () => place > 0 && place < text.length && /[\p{L}\p{N}]$/u.test(text[place - 1]) &&
      columns(text[place]) === 1 && columns(text[place - 1]) === 1 && /^[\p{L}\p{N}]/u.test(text[place]);
    for (let tries = 0; inside() && tries < 24 && place !== start; tries += 1) {
      place -= step;
    }
    const code = text.charCodeAt(place);
    return code >= 0xdc00 && code <= 0xdfff ? place - step : place; // between the halves of a surrogate pair
  }

  /** Where an excerpt around a match begins: some words before it, or at the sentence when that is nearer. */
  function beginning(text, match) {
    const lead = walk(text, match, LEAD, -1);
    const start = Math.min(lead, walk(text, text.length, WIDTH, -1)); // near the end, as much as fits before it
    if (start < lead) {
      return start;
    }
    for (let place = match - 1; place >= start; place -= 1) {
      if (SENTENCE_END.test(text[place])) {
        return place + 1;
      }
    }
    return start;
  }

  /** How much of the query the matches between `start` and `end` show: kinds of match first, then their number. */
  function worth(marks, start, end) {
    const inside = marks.filter((mark) => mark[0] >= start && mark[1] <= end);
    return 100 * new Set(inside.map((mark) => mark[2])).size + Math.min(inside.length, 99);
  }

  /**
   * The excerpt of an article: `{text, marks}`, marks as `[start, end]` in the excerpt.
   * `marks` are those of each passage; without any the excerpt is the beginning of the last passage, the body.
   */
  function excerpt(passages, marks) {
    let best = { worth: 0, passage: Math.max(0, passages.length - 1), start: 0 };
    marks.forEach((found, passage) => {
      for (const [match] of found) {
        const start = beginning(passages[passage], match);
        const value = worth(found, start, walk(passages[passage], start, WIDTH, 1));
        if (value > best.worth) {
          best = { worth: value, passage, start };
        }
      }
    });
    const text = passages[best.passage] ?? "";
    const found = marks[best.passage] ?? [];
    // No match is cut in two.
    const cut = (place) => found.find((mark) => mark[0] < place && place < mark[1]);
    const start = cut(best.start)?.[0] ?? best.start;
    const edge = walk(text, start, WIDTH, 1);
    const end = cut(edge)?.[1] ?? edge;
    const before = start > 0 ? "…" : "";
    const shift = before.length - start;
    return {
      text: before + text.slice(start, end).replace(/\s/g, " ") + (end < text.length ? "…" : ""),
      marks: found.filter((mark) => mark[0] >= start && mark[1] <= end).map((mark) => [mark[0] + shift, mark[1] + shift]),
    };
  }

  backfile.excerpt = excerpt;
})((globalThis.backfile = globalThis.backfile || {}));
