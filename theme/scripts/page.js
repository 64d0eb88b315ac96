/* The search page: runs a search for what is typed, and shows its answer by the other modules of the page. */
(function (backfile) {
  "use strict";

  const { address, results, notes, filters, facets, histogram, recent, suggestions, say } = backfile.page;
  const PAUSE = 250; // milliseconds without typing before a search
  const MOST_AT_ONCE = 200; // results that are shown again on the way back
  const form = document.getElementById("search-form");
  const input = form.elements.q;
  const help = document.getElementById("search-help");
  const list = document.getElementById("search-results");
  const siteTitle = document.title;
  let running = new AbortController(); // of the latest search
  let latest = null; // what it was for
  let timer = 0;
  let isComposing = false;
  let wasEmpty = null;

  function clear() {
    results.clear();
    histogram.clear();
    facets.clear();
    filters.show("");
    notes.clear();
  }

  /**
   * Searches for `state`; an older search ends without a word. `isTyping`: the reader may not be done. `looks` is how the
   * page was when this step was left, to be so again.
   */
  async function run(state, { isTyping = false, looks = null } = {}) {
    clearTimeout(timer);
    running.abort();
    running = new AbortController();
    latest = state;
    const { signal } = running;
    address.intoForm(state);
    const isEmpty = !state.q.trim();
    document.title = isEmpty ? siteTitle : `${state.q.trim()} · ${siteTitle}`;
    if (isEmpty !== wasEmpty) { // a reader who opens the help while searching keeps it
      help.open = isEmpty;
      wasEmpty = isEmpty;
    }
    list.setAttribute("aria-busy", String(!isEmpty));
    if (isEmpty) {
      clear();
      return;
    }
    const limit = Math.min(Math.max(looks?.shown ?? 0, results.STEP), MOST_AT_ONCE);
    const show = function (answer) {
      if (signal.aborted) {
        return;
      }
      results.show(state, answer, limit, signal);
      notes.show(answer, state.q, isTyping);
      histogram.show(answer);
      facets.show(state, answer, signal, isTyping);
      if (answer.exact) {
        list.setAttribute("aria-busy", "false");
      }
    };
    notes.begin();
    results.begin();
    filters.show(state.q);
    try {
      const options = { limit, offset: state.offset, sort: address.sortOf(state), signal, progress: show };
      show(await backfile.search(state.q, options));
      if (looks?.scroll && !signal.aborted) {
        scrollTo({ top: looks.scroll, behavior: "instant" });
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        clear();
        notes.clear(say("failed"));
        list.setAttribute("aria-busy", "false");
        throw error;
      }
    }
  }

  /** A search that is a step of the reader's, to which the back button returns. */
  function go(state) {
    suggestions.close();
    address.step(state);
    return run(state);
  }

  /** Asks for another query in the same order. */
  backfile.page.ask = (q) => go({ ...address.ofForm(), q });

  function typed() {
    clearTimeout(timer);
    if (!isComposing) {
      timer = setTimeout(function () {
        const state = address.ofForm();
        address.follow(state);
        run(state, { isTyping: true });
      }, PAUSE);
    }
  }

  // While an input method composes, the field holds letters that nobody looks for.
  input.addEventListener("compositionstart", function () {
    isComposing = true;
    clearTimeout(timer);
  });
  input.addEventListener("compositionend", function () {
    isComposing = false;
    typed();
  });
  input.addEventListener("input", typed);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    recent.remember(input.value);
    go(address.ofForm());
    if (matchMedia("(pointer: coarse)").matches) {
      input.blur(); // the keyboard on the screen makes room for the results
    }
  });
  form.elements.sort.addEventListener("change", () => go(address.ofForm()));
  list.addEventListener("click", function (event) {
    if (event.target.closest("a")) {
      recent.remember(input.value);
      address.step({ ...address.ofForm(), offset: address.read().offset });
    }
  });
  help.querySelector("summary").addEventListener("click", () => suggestions.close());
  addEventListener("popstate", function (event) {
    const before = address.of(latest);
    const state = address.arrive();
    if (address.of(state) !== before) { // not when only the fragment is another
      run(state, { looks: event.state });
    }
  });
  document.getElementById("search-skip").addEventListener("click", function (event) {
    event.preventDefault();
    list.focus();
  });

  history.scrollRestoration = "manual"; // the results come later than the browser would scroll
  const asked = address.read();
  run(asked, { looks: history.state });
  if (!asked.q) {
    input.focus();
  }
})(globalThis.backfile);
