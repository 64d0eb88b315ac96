/* The list of results: ten, and ten more when the reader nears its end or asks for them. */
(function (backfile) {
  "use strict";

  const STEP = 10;
  const BY_SCROLLING = 50; // so many come by themselves; then a link, so that the foot of the page can be reached
  const { say, number, element, marked, date } = backfile.page;
  const list = document.getElementById("search-results");
  const steps = document.getElementById("search-steps");
  const previous = document.getElementById("search-previous");
  const next = document.getElementById("search-next");
  let view = null; // what is shown: {state, total, count, signal}
  let shownKeys = [];
  let isLoading = false;
  const nearEnd = new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && view?.count < BY_SCROLLING && more(false),
    { rootMargin: "0px 0px 400px 0px" }
  );

  function item(result, query) {
    const facts = [result.newspaper, result.page && say("page", { page: result.page }), result.section, result.authors.join(" ")];
    const foot = element("p", { className: "teaser-foot" });
    foot.append(element("time", { dateTime: result.date, textContent: date(result.date) }));
    for (const fact of facts.filter(Boolean)) {
      foot.append(element("span", { textContent: fact }));
    }
    // The article's page marks what was looked for: see arrival.js.
    const href = `${result.url}#q=${encodeURIComponent(query)}`;
    const made = element("li", { className: "brief" });
    made.append(
      element("h2", { className: "headline", lang: result.lang }, element("a", { href }, marked(result.title, result.marks.title))),
      element("p", { className: "excerpt", lang: result.lang }, marked(result.excerpt, result.marks.excerpt)),
      foot
    );
    made.dataset.id = result.id;
    return made;
  }

  function items(results) {
    return results.map((result) => item(result, view.state.q.trim()));
  }

  function showSteps() {
    const first = view.state.offset;
    const last = first + view.count;
    next.hidden = !view.isExact || last >= view.total;
    next.href = backfile.page.address.of({ ...view.state, offset: last });
    next.textContent = say("more", { n: number(Math.min(STEP, Math.max(1, view.total - last))) });
    previous.hidden = first === 0;
    previous.href = backfile.page.address.of({ ...view.state, offset: Math.max(0, first - STEP) });
    steps.hidden = next.hidden && previous.hidden;
    // Observed anew it tells at once whether it is in sight.
    nearEnd.unobserve(next);
    nearEnd.observe(next);
  }

  /** Shows an answer to `limit` results. */
  function show(state, answer, limit, signal) {
    list.classList.remove("old");
    const count = Math.max(0, Math.min(limit, answer.total - state.offset));
    view = { state, total: answer.total, count, signal, isExact: answer.exact };
    // What is shown already stays, with the focus and the pointer on it: an answer may come in several parts.
    const keys = answer.results.map((result) => JSON.stringify([state.q, result]));
    const changed = keys.findIndex((key, place) => key !== shownKeys[place]);
    const kept = changed < 0 ? keys.length : changed;
    Array.from(list.children).slice(kept).forEach((node) => node.remove());
    list.append(...items(answer.results.slice(kept)));
    list.start = state.offset + 1;
    shownKeys = keys;
    showSteps();
  }

  function clear() {
    view = null;
    shownKeys = [];
    list.replaceChildren();
    steps.hidden = true;
  }

  /** What is shown is of another search than that which has begun. */
  function begin() {
    list.classList.add("old");
  }

  /** Ten more at the end of the list. `isAsked`: by the link, so the focus goes to the first of them. */
  async function more(isAsked) {
    if (!view || isLoading || next.hidden) {
      return;
    }
    const mine = view;
    isLoading = true;
    list.setAttribute("aria-busy", "true");
    try {
      const offset = mine.state.offset + mine.count;
      const sort = backfile.page.address.sortOf(mine.state);
      const answer = await backfile.search(mine.state.q, { limit: STEP, offset, sort, signal: mine.signal });
      if (view !== mine) {
        return;
      }
      const added = items(answer.results);
      mine.count = Math.min(mine.count + STEP, mine.total - mine.state.offset);
      list.append(...added);
      backfile.page.notes.add(answer.problems);
      showSteps();
      if (isAsked) {
        added[0]?.querySelector("a").focus();
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        throw error;
      }
    } finally {
      isLoading = false;
      list.setAttribute("aria-busy", "false");
    }
  }

  next.addEventListener("click", function (event) {
    if (backfile.page.isPlain(event)) {
      event.preventDefault();
      more(true);
    }
  });
  backfile.page.results = { STEP, begin, show, clear, shown: () => view?.count ?? 0 };
})(globalThis.backfile);
