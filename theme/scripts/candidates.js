/* The articles that may satisfy a query, as far as the entries at hand tell.
 *
 * Sets of articles are *marks*: a byte for every number, 1 for those in the set. A set is *sure* when it holds exactly
 * the articles that match, so that no text need be looked at.
 */
(function (backfile) {
  "use strict";

  const NAMES = ["text", "title", "author", "section"]; // the fields of an entry

  /** The articles in which all of some lists of postings stand. */
  function inAll(lists, size) {
    const met = new Uint8Array(size);
    lists.forEach(function (numbers, place) {
      for (const number of numbers) {
        if (met[number] === place) {
          met[number] = place + 1;
        }
      }
    });
    return met.map((count) => (count === lists.length ? 1 : 0));
  }

  function add(marks, more) {
    for (let number = 0; number < marks.length; number += 1) {
      marks[number] |= more[number];
    }
  }

  /** `{marks, sure}` of a clause, or null when nothing is known of it. A phrase stands in one field as a whole. */
  function ofClause(clause, entries, size) {
    if (clause.kind === "filter") {
      return clause.isKnown ? { marks: clause.marks, sure: true } : null;
    }
    const isLoose = clause.kind === "loose";
    const known = clause.tokens.filter((token) => entries.has(token));
    if (isLoose ? !clause.isKnown || known.length < clause.tokens.length : known.length === 0) {
      return null;
    }
    const marks = new Uint8Array(size);
    for (const field of clause.fields) {
      const place = NAMES.indexOf(field);
      const lists = known.map((token) => entries.get(token)?.fields[place].numbers ?? []);
      if (isLoose) {
        lists.forEach((numbers) => numbers.forEach((number) => (marks[number] = 1)));
      } else {
        add(marks, inAll(lists, size));
      }
    }
    return { marks, sure: clause.whole && known.length === clause.tokens.length };
  }

  /** The articles that may satisfy a group, or null when any may. */
  function ofGroup(group, entries, size) {
    const sets = group.map((clause) => ofClause(clause, entries, size));
    if (sets.includes(null)) {
      return null;
    }
    const marks = new Uint8Array(size);
    sets.forEach((set) => add(marks, set.marks));
    return { marks, sure: sets.every(({ sure }) => sure) };
  }

  /**
   * The candidates of a query: `{marks, count, sure, proposed}`. `entries` is a Map of the tokens that were looked up
   * and their entries, null where no article has one. `proposed` says whether any group named its articles.
   */
  function find(groups, entries, size) {
    const marks = new Uint8Array(size).fill(1);
    let [sure, proposed] = [true, false];
    for (const group of groups) {
      const set = ofGroup(group, entries, size);
      const isKnown = set !== null && (set.sure || !group[0].negated);
      if (isKnown) {
        const wanted = group[0].negated ? 0 : 1;
        for (let number = 0; number < size; number += 1) {
          marks[number] &= set.marks[number] === wanted ? 1 : 0;
        }
        proposed ||= !group[0].negated;
      }
      sure &&= isKnown && set.sure;
    }
    const count = marks.reduce((sum, mark) => sum + mark, 0);
    return { marks, count, sure, proposed };
  }

  /** The numbers of a set, rising. */
  function numbers(marks) {
    const found = [];
    for (let number = marks.indexOf(1); number >= 0; number = marks.indexOf(1, number + 1)) {
      found.push(number);
    }
    return found;
  }

  backfile.candidates = { find, numbers, NAMES };
})((globalThis.backfile = globalThis.backfile || {}));
