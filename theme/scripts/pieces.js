/* A query as its reader typed it: its pieces, between white space, and how to add a filter to it or take one out. */
(function (backfile) {
  "use strict";

  const FIELD = /(title|author|section|newspaper|page|person|date)[:：]/iy;
  const FILTERS = ["section", "newspaper", "page", "person", "date"];
  const QUOTED = ["section", "newspaper"]; // without quotation marks a part of a name is meant
  // Which marks close a quotation that begins with one of them.
  const CLOSING = { '"': '"', "＂": "＂", "“": "“”", "”": "“”" };
  // A word ends at white space, but a date with spaces is one word: 3 月 23 日 is 3月23日.
  const WORD = /(?:[0-9０-９]\s*[年月]\s+(?=[0-9０-９])|[0-9０-９]\s+(?=[年月日號号時时點点分秒])|\S)+/y;

  /** What a sticky pattern finds at a place, or null. */
  function at(pattern, text, place) {
    pattern.lastIndex = place;
    return pattern.exec(text);
  }

  /** Where the quotation that begins at `start` ends: its closing mark stands before white space or at the end. */
  function closing(query, start) {
    for (let place = start + 1; place < query.length; place += 1) {
      if (CLOSING[query[start]].includes(query[place]) && /^(\s|$)/.test(query.slice(place + 1, place + 2))) {
        return place;
      }
    }
    return -1;
  }

  /** The piece that begins at `start`. */
  function piece(query, start) {
    const negated = /^[-－]\S/.test(query.slice(start, start + 2));
    let place = start + (negated ? 1 : 0);
    const field = at(FIELD, query, place);
    place += field ? field[0].length : 0;
    const made = { start, negated, field: field ? field[1].toLowerCase() : null, quoted: false, unclosed: false };
    if (Object.hasOwn(CLOSING, query[place] ?? "")) {
      const end = closing(query, place);
      if (end >= 0) {
        return { ...made, quoted: true, value: query.slice(place + 1, end), end: end + 1 };
      }
      if (query[place] === '"') {
        return { ...made, quoted: true, unclosed: true, value: query.slice(place + 1), end: query.length };
      }
    }
    const value = at(WORD, query, place)?.[0] ?? "";
    const or = value === "OR" && !negated && !field;
    return { ...made, or, value, end: place + value.length };
  }

  /**
   * The pieces of a query: `{start, end, text, negated, field, value, quoted, unclosed, or}`; `or` is that of an OR
   * between two others, `field` null without one.
   */
  function pieces(query) {
    const found = [];
    for (let place = query.search(/\S/); place >= 0 && place < query.length; ) {
      const made = piece(query, place);
      found.push({ ...made, text: query.slice(made.start, made.end) });
      place = made.end + at(/\s*/y, query, made.end)[0].length;
    }
    return found;
  }

  /** The filters in a query, `[{field, value, text, negated}]`. */
  function filters(query) {
    return pieces(query)
      .filter(({ field, value }) => FILTERS.includes(field) && value.trim() !== "")
      .map(({ field, value, text, negated }) => ({ field, value, text, negated }));
  }

  /** A query without those of its pieces for which `isMeant` holds, and without the OR that each leaves behind. */
  function without(query, isMeant) {
    let rest = query;
    for (let place = pieces(query).length - 1; place >= 0; place -= 1) {
      const all = pieces(rest);
      if (isMeant(all[place])) {
        const first = all[place - 1]?.or ? place - 1 : place;
        const last = first === place && all[place + 1]?.or ? place + 1 : place;
        rest = `${rest.slice(0, all[first].start).trimEnd()} ${rest.slice(all[last].end).trimStart()}`.trim();
        place = first;
      }
    }
    return rest;
  }

  /** A field and its value as a reader would type them. */
  function written(field, value) {
    // No quotation mark before a space: it would end the quotation. White space there means nothing.
    const bare = value.replace(/(["“”＂])\s+/g, "$1");
    return QUOTED.includes(field) || /\s|^["“”＂]|[*~]/.test(bare) ? `${field}:"${bare}"` : `${field}:${bare}`;
  }

  /** A query that is narrowed by one more filter; a date takes the place of another. */
  function narrow(query, field, value) {
    const wanted = String(value).trim();
    if (wanted === "") {
      return query;
    }
    const isOldDate = (one) => field === "date" && one.field === "date" && !one.negated;
    const all = pieces(query);
    const open = all.at(-1)?.unclosed ? `${query.trimEnd()}"` : query;
    const rest = without(open, isOldDate);
    const base = without(rest, (one) => one.or && one.end === rest.trimEnd().length);
    const added = written(field, wanted);
    return pieces(base).some(({ text }) => text === added) ? base : `${base} ${added}`.trim();
  }

  /** A query without one of its filters, as `filters` gives them. */
  function widen(query, filter) {
    const meant = pieces(query).find(({ text, field }) => field === filter.field && text === filter.text);
    return meant ? without(query, ({ start }) => start === meant.start) : query;
  }

  backfile.pieces = pieces;
  backfile.query = { filters, narrow, widen };
})((globalThis.backfile = globalThis.backfile || {}));
