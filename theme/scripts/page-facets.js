/* Counts by newspaper, section, year and person of the whole result, to narrow it by a click.
 *
 * They stand beside the results, on a small screen folded up above them. Each but the years costs files, so that none
 * is counted before its list is open, nor before the results are there.
 */
(function (backfile) {
  "use strict";

  const { say, number, element } = backfile.page;
  const AT_FIRST = 10; // names of a list; the rest by a button
  const PAUSE = 400; // milliseconds without typing before lists are counted
  const WIDE = matchMedia("(min-width: 62rem)");
  const whole = document.getElementById("search-facets");
  const lists = Array.from(whole.querySelectorAll("details[data-facet]"));
  let timer = 0;
  let view = null; // {state, signal, total, isExact, counted: the facets whose counts are there or asked for}

  function row(facet, [name, count]) {
    const field = facet === "year" ? "date" : facet;
    const words = [element("span", { textContent: name }), element("span", { className: "count", textContent: number(count) })];
    return element("li", {}, backfile.page.filters.link(view.state.q, field, name, ...words));
  }

  function fill(place, rows) {
    const facet = place.dataset.facet;
    place.classList.remove("old");
    const items = rows.map((one) => row(facet, one));
    const shown = element("ul", {}, ...items.slice(0, AT_FIRST));
    const made = [shown];
    if (items.length > AT_FIRST) {
      const button = element("button", { type: "button", textContent: say("facet-more", { n: number(items.length - AT_FIRST) }) });
      button.addEventListener("click", function () {
        shown.append(...items.slice(AT_FIRST));
        button.remove();
        items[AT_FIRST].querySelector("a").focus();
      });
      made.push(button);
    }
    // What cannot narrow anything is not offered; but a list that the reader has opened does not vanish.
    place.hidden = facet !== "person" && rows.every(([, count]) => count === view.total);
    if (rows.length === 0) {
      made[0] = element("p", { textContent: say("facet-none") });
    }
    place.querySelector(".facet-names").replaceChildren(...made);
  }

  function years(histogram) {
    const found = new Map();
    for (const [month, count] of histogram) {
      found.set(month.slice(0, 4), (found.get(month.slice(0, 4)) ?? 0) + count);
    }
    return Array.from(found).reverse();
  }

  function isOpen(place) {
    return place.open && whole.open;
  }

  /** Counts the open lists that are not counted yet. */
  async function count() {
    const mine = view;
    if (!mine.isExact) {
      return;
    }
    const wanted = lists.filter((place) => isOpen(place) && !mine.counted.has(place.dataset.facet));
    if (wanted.length === 0) {
      return;
    }
    const names = wanted.map((place) => place.dataset.facet);
    names.forEach((name) => mine.counted.add(name));
    try {
      const sort = backfile.page.address.sortOf(mine.state); // the same search as that of the results
      const answer = await backfile.search(mine.state.q, { limit: 0, facets: names, sort, signal: mine.signal });
      if (view === mine) {
        wanted.forEach((place) => fill(place, answer.facets[place.dataset.facet] ?? []));
        backfile.page.notes.add(answer.problems.filter(({ part }) => part === "facets"));
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        throw error;
      }
    }
  }

  /**
   * Shows the facets of an answer, the years at once, the others once it is final. What the lists still have of another
   * answer pales until then. `isTyping`: the reader may not be done, and what costs files waits.
   */
  function show(state, answer, signal, isTyping) {
    whole.hidden = answer.total === 0;
    if (answer.total === 0) {
      return;
    }
    const mine = { state, signal, total: answer.total, isExact: answer.exact, counted: new Set(["year"]) };
    view = mine;
    for (const place of lists) {
      place.classList.add("old");
      if (!isOpen(place)) {
        place.querySelector(".facet-names").replaceChildren();
        place.hidden = false; // nobody knows yet
      }
    }
    fill(whole.querySelector("[data-facet=year]"), years(answer.histogram));
    clearTimeout(timer);
    if (!answer.exact) {
      return;
    }
    timer = setTimeout(() => view === mine && count(), isTyping ? PAUSE : 0);
  }

  function clear() {
    view = null;
    whole.hidden = true;
  }

  /** On a wide screen the column is always open; folded up it is one line. */
  function fit() {
    whole.open = WIDE.matches;
  }

  fit();
  WIDE.addEventListener("change", fit);
  // A toggle event does not bubble, but is caught on its way down.
  whole.addEventListener("toggle", () => view && count(), true);
  backfile.page.filters.takeClicks(whole);

  backfile.page.facets = { show, clear };
})(globalThis.backfile);
