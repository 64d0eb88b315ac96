/* The state of the search page and its address: search.html?q=…&sort=…&offset=…
 *
 * While a reader types, the address follows but makes no history. A search that is meant (Enter, a filter, an order,
 * a result that was opened) is a step to which the back button returns, and so is the one before it: not the half-typed
 * words in between. With a step stands how many results it showed and how far down the reader was.
 */
(function (backfile) {
  "use strict";

  const form = document.getElementById("search-form");
  const input = form.elements.q;
  const order = form.elements.sort;
  const ORDERS = Array.from(order.options, (option) => option.value);

  /** What the address asks for; anything that cannot be meant is as if it were not there. */
  function read() {
    const asked = new URLSearchParams(location.search);
    const offset = Number.parseInt(asked.get("offset") ?? "0", 10);
    return {
      q: (asked.get("q") ?? "").slice(0, input.maxLength),
      sort: ORDERS.includes(asked.get("sort")) ? asked.get("sort") : ORDERS[0],
      offset: offset > 0 ? Math.min(offset, Number.MAX_SAFE_INTEGER) : 0,
    };
  }

  /** The address of a state, relative to the page. */
  function of({ q, sort, offset = 0 }) {
    const asked = new URLSearchParams();
    if (q.trim()) {
      asked.set("q", q);
    }
    if (sort !== ORDERS[0]) {
      asked.set("sort", sort);
    }
    if (offset > 0) {
      asked.set("offset", String(offset));
    }
    return `?${asked}`;
  }

  /** What the search is asked for: the usual order is left to it, since filters alone have no best article. */
  function sortOf({ sort }) {
    return sort === ORDERS[0] ? undefined : sort;
  }

  function ofForm() {
    return { q: input.value, sort: order.value, offset: 0 };
  }

  function intoForm({ q, sort }) {
    if (input.value !== q) {
      input.value = q;
    }
    order.value = sort;
  }

  let meant = read(); // the last step of the reader's
  let leftAt = null; // how that step looked when typing began; null while nothing is typed over it

  function looks() {
    return { shown: backfile.page.results.shown(), scroll: Math.round(scrollY) };
  }

  /** The address follows what is being typed. */
  function follow(state) {
    leftAt ??= looks();
    history.replaceState(null, "", of(state));
  }

  /** `state` is a step of the reader's. */
  function step(state) {
    if (of(state) === of(meant)) {
      history.replaceState(leftAt ?? looks(), "", of(state));
    } else {
      history.replaceState(leftAt ?? looks(), "", of(meant));
      history.pushState(null, "", of(state));
    }
    meant = state;
    leftAt = null;
  }

  /** The reader has come to the step in the address by the browser's own buttons. */
  function arrive() {
    meant = read();
    leftAt = null;
    return meant;
  }

  // For the way back from an article.
  addEventListener("pagehide", () => history.replaceState(looks(), "", location.href));

  backfile.page.address = { read, of, sortOf, ofForm, intoForm, follow, step, arrive };
})(globalThis.backfile);
