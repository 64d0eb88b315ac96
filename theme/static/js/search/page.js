/* The search page: its form, its results, and its state in the address (?q=…&sort=…&offset=…). */
(function (backfile) {
  "use strict";

  const LIMIT = 20;
  const form = document.getElementById("search-form");
  const input = form.elements.q;
  const order = form.elements.sort;
  const status = document.getElementById("search-status");
  const notes = document.getElementById("search-notes");
  const list = document.getElementById("search-results");
  const steps = document.getElementById("search-steps");
  const previous = document.getElementById("search-previous");
  const next = document.getElementById("search-next");
  const siteTitle = document.title;
  const language = document.documentElement.lang;
  const numbers = new Intl.NumberFormat(language);
  const dates = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  let latest = 0; // the number of the last search: an earlier one that ends later says nothing any more

  /** A text of the page in the reader's language, `{names}` filled in. */
  function say(name, values = {}) {
    const key = `say-${name}`.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
    return list.dataset[key].replace(/\{(\w+)\}/g, (_, value) => values[value]);
  }

  function dateWords(iso) {
    return dates.format(new Date(`${iso}T00:00:00Z`));
  }

  function element(tag, properties = {}, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  /** A text with its matches marked; text is text here, whatever stands in it. */
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

  function item(result) {
    const facts = [result.newspaper, result.page && say("page", { page: result.page }), result.section, result.authors.join(" ")];
    const foot = element("p", { className: "teaser-foot" });
    foot.append(element("time", { dateTime: result.date, textContent: dateWords(result.date) }));
    for (const fact of facts.filter(Boolean)) {
      foot.append(element("span", { textContent: fact }));
    }
    const link = element("a", { href: result.url }, marked(result.title, result.marks.title));
    const made = element("li", { className: "brief" });
    made.append(
      element("h2", { className: "headline", lang: result.lang }, link),
      element("p", { className: "excerpt", lang: result.lang }, marked(result.excerpt, result.marks.excerpt)),
      foot
    );
    made.dataset.id = result.id;
    return made;
  }

  function problemWords(problem) {
    if (problem.part === "terms") {
      return say("problem-terms", { words: problem.words.join(" ") });
    }
    if (problem.part === "texts") {
      return say("problem-texts", {
        articles: numbers.format(problem.articles),
        from: problem.from ? dateWords(problem.from) : say("open-start"),
        to: problem.to ? dateWords(problem.to) : say("open-end"),
      });
    }
    return say(`problem-${problem.part}`);
  }

  function notesOn(answer) {
    const found = answer.problems.map(problemWords);
    found.push(...answer.hints.map((hint) => say(hint)));
    if (answer.total === 0 && answer.missing.length > 0) {
      found.push(say("missing", { words: answer.missing.join(" ") }));
    }
    if (answer.total === 0 && answer.hints.length === 0 && answer.problems.length === 0) {
      found.push(say("hint-none"));
    }
    return found;
  }

  function statusWords(answer, offset) {
    const n = numbers.format(answer.total);
    if (!answer.exact) {
      return say("counting", { n });
    }
    if (answer.total === 0) {
      return say("none");
    }
    const count = say(answer.total === 1 ? "found-one" : "found-many", { n });
    const last = Math.min(offset + LIMIT, answer.total);
    const range = say("range", { first: numbers.format(offset + 1), last: numbers.format(last) });
    return answer.total > LIMIT && offset < answer.total ? `${count} · ${range}` : count;
  }

  function address({ q, sort, offset }) {
    const state = new URLSearchParams();
    if (q) {
      state.set("q", q);
    }
    if (sort !== "relevance") {
      state.set("sort", sort);
    }
    if (offset > 0) {
      state.set("offset", String(offset));
    }
    return `?${state}`;
  }

  /** What the address asks for; anything that cannot be meant is as if it were not there. */
  function stateOfAddress() {
    const state = new URLSearchParams(location.search);
    const sort = state.get("sort");
    const offset = Number.parseInt(state.get("offset") ?? "0", 10);
    return {
      q: (state.get("q") ?? "").slice(0, input.maxLength),
      sort: Array.from(order.options, (option) => option.value).includes(sort) ? sort : "relevance",
      offset: offset > 0 ? Math.min(offset, Number.MAX_SAFE_INTEGER) : 0,
    };
  }

  function step(link, state, offset, isThere) {
    link.hidden = !isThere;
    link.href = isThere ? address({ ...state, offset }) : "";
  }

  function show(state, answer) {
    list.replaceChildren(...answer.results.map(item));
    list.start = state.offset + 1;
    notes.replaceChildren(...notesOn(answer).map((text) => element("li", { textContent: text })));
    status.textContent = statusWords(answer, state.offset);
    step(previous, state, Math.max(0, state.offset - LIMIT), state.offset > 0);
    step(next, state, state.offset + LIMIT, state.offset + LIMIT < answer.total);
    steps.hidden = previous.hidden && next.hidden;
  }

  async function run(state) {
    latest += 1;
    const mine = latest;
    input.value = state.q;
    order.value = state.sort;
    document.title = state.q.trim() ? `${state.q} · ${siteTitle}` : siteTitle;
    if (!state.q.trim()) {
      list.replaceChildren();
      notes.replaceChildren();
      steps.hidden = true;
      status.textContent = "";
      return;
    }
    status.textContent = say("searching");
    const showMine = (answer) => mine === latest && show(state, answer);
    showMine(
      await backfile.search(state.q, { limit: LIMIT, offset: state.offset, sort: state.sort, progress: showMine })
    );
  }

  /** Runs a search that is a new step of the reader's, to which the back button returns. */
  function go(state) {
    if (address(state) !== address(stateOfAddress())) {
      history.pushState(null, "", address(state));
    }
    return run(state);
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    go({ q: input.value, sort: order.value, offset: 0 });
  });
  order.addEventListener("change", () => go({ q: input.value, sort: order.value, offset: 0 }));
  steps.addEventListener("click", function (event) {
    const link = event.target.closest("a");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    history.pushState(null, "", link.getAttribute("href"));
    run(stateOfAddress());
    status.focus();
    status.scrollIntoView({ block: "center" });
  });
  window.addEventListener("popstate", () => run(stateOfAddress()));
  const asked = stateOfAddress();
  run(asked);
  if (!asked.q) {
    input.focus();
  }
})((globalThis.backfile = globalThis.backfile || {}));
