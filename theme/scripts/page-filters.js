/* The filters of the query as chips above the results, each with a button that takes it away. */
(function (backfile) {
  "use strict";

  const { say, has, date, element } = backfile.page;
  const chips = document.getElementById("search-chips");

  /** `2021..2022` as one reads it. */
  function dateWords(value) {
    const [from, to] = value.split("..");
    if (to === undefined || from === to) {
      return date(from);
    }
    return say(from ? (to ? "between" : "since") : "until", { from: from && date(from), to: to && date(to) });
  }

  function valueWords({ field, value }) {
    try {
      return field === "date" ? dateWords(value) : value;
    } catch (error) {
      if (error instanceof RangeError) {
        return value; // no such day: the notes say so
      }
      throw error;
    }
  }

  function chip(filter) {
    const field = has(`field-${filter.field}`) ? say(`field-${filter.field}`) : filter.field;
    const value = valueWords(filter);
    const words = say(filter.negated ? "chip-not" : "chip", { field, value });
    const button = element("button", { type: "button", textContent: words });
    button.setAttribute("aria-label", say("chip-remove", { filter: words }));
    button.dataset.query = backfile.query.widen(chips.dataset.query, filter);
    return element("li", {}, button);
  }

  /** Shows the filters of `query`. */
  function show(query) {
    chips.dataset.query = query;
    chips.replaceChildren(...backfile.query.filters(query).map(chip));
    chips.hidden = chips.childElementCount === 0;
  }

  chips.addEventListener("click", function (event) {
    const button = event.target.closest("button");
    if (button) {
      backfile.page.ask(button.dataset.query);
      // The button is gone: the focus stays near it.
      (chips.querySelector("button") ?? document.getElementById("search-status")).focus();
    }
  });

  /** A link that narrows the search to `value`; `text` may be anything that shows. */
  function link(query, field, value, ...text) {
    const made = element("a", {}, ...text);
    made.href = backfile.page.address.of({ ...backfile.page.address.ofForm(), q: backfile.query.narrow(query, field, value) });
    Object.assign(made.dataset, { field, value });
    return made;
  }

  /** Narrows what stands in the form, which may be newer than what is shown. */
  function narrow(field, value) {
    backfile.page.ask(backfile.query.narrow(backfile.page.address.ofForm().q, field, value));
    document.getElementById("search-status").focus();
  }

  /** Lets the links in `place` search at once instead of loading the page again. */
  function takeClicks(place) {
    place.addEventListener("click", function (event) {
      const clicked = event.target.closest("a[data-field]");
      if (clicked && backfile.page.isPlain(event)) {
        event.preventDefault();
        narrow(clicked.dataset.field, clicked.dataset.value);
      }
    });
  }

  backfile.page.filters = { show, link, narrow, takeClicks, dateWords };
})(globalThis.backfile);
