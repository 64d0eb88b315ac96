/* What every part of the search page needs: its words in the reader's language, numbers, dates, elements.
 *
 * Words stand in the page (data-say-… of #search-words), so that the catalogues hold them.
 */
(function (backfile) {
  "use strict";

  const words = document.getElementById("search-words").dataset;
  const language = document.documentElement.lang;
  const numbers = new Intl.NumberFormat(language);
  const days = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  const months = new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" });

  function key(name) {
    return `say-${name}`.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  }

  /** A text of the page in the reader's language, `{names}` filled in; one that the page does not have is its name. */
  function say(name, values = {}) {
    return (words[key(name)] ?? name).replace(/\{(\w+)\}/g, (_, value) => values[value]);
  }

  function has(name) {
    return key(name) in words;
  }

  function number(value) {
    return numbers.format(value);
  }

  function articles(count) {
    return say(count === 1 ? "found-one" : "found-many", { n: number(count) });
  }

  /** A year, month or day (`2022`, `2022-03`, `2022-03-05`) in words. */
  function date(iso) {
    if (iso.length === 4) {
      return iso;
    }
    return (iso.length === 7 ? months : days).format(new Date(`${iso}${iso.length === 7 ? "-01" : ""}T00:00:00Z`));
  }

  /** A new element; children may be texts, which stay texts whatever stands in them. */
  function element(tag, properties = {}, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  /** A text with its matches marked. */
  function marked(text, marks) {
    const pieces = document.createDocumentFragment();
    let place = 0;
    for (const [start, end] of marks) {
      pieces.append(text.slice(place, start), element("mark", { textContent: text.slice(start, end) }));
      place = end;
    }
    pieces.append(text.slice(place));
    return pieces;
  }

  /** Whether a click on a link means this page: not a new tab, not another button of the mouse. */
  function isPlain(event) {
    return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  }

  backfile.page = { say, has, number, articles, date, element, marked, isPlain };
})((globalThis.backfile = globalThis.backfile || {}));
