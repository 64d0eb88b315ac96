/* The bar on an article's page to which a search led: which match, the one before, the next, away with it. */
(async function (backfile) {
  "use strict";

  const words = document.querySelector("script[data-say-of]").dataset;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const query = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
  const matches = await backfile.arrival.mark(query);
  let at = -1;

  function button(text, key, does) {
    const made = document.createElement("button");
    made.type = "button";
    made.append(text, " ");
    const shown = document.createElement("kbd");
    shown.textContent = key;
    made.append(shown);
    made.setAttribute("aria-keyshortcuts", key);
    made.addEventListener("click", does);
    return made;
  }

  function say(name, values) {
    return words[name].replace(/\{(\w+)\}/g, (_, value) => values[value]);
  }

  const bar = document.createElement("section");
  bar.id = "arrival";
  bar.setAttribute("aria-label", say("sayMatches", { query }));
  const asked = document.createElement("a");
  asked.href = `${words.search}?q=${encodeURIComponent(query)}`;
  asked.textContent = query;
  const place = document.createElement("p");
  place.setAttribute("role", "status");
  bar.append(asked, place);
  bar.append(button(words.sayPrevious, "p", () => step(-1)), button(words.sayNext, "n", () => step(1)));
  bar.append(button(words.sayClose, "Esc", close));

  /** Goes to another match. By a key the focus goes with it, so that a screen reader reads on from there. */
  function step(by, isByKey = false, isCalm = calm.matches) {
    matches[at]?.forEach((mark) => mark.removeAttribute("aria-current"));
    at = (at + by + matches.length) % matches.length;
    matches[at].forEach((mark) => mark.setAttribute("aria-current", "true"));
    place.textContent = say("sayOf", { n: at + 1, total: matches.length });
    const [first] = matches[at];
    if (isByKey) {
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
    }
    first.scrollIntoView({ block: "center", behavior: isCalm ? "instant" : "smooth" });
  }

  function close() {
    document.removeEventListener("keydown", keys);
    bar.remove();
    backfile.arrival.unmark(matches);
    history.replaceState(history.state, "", location.pathname + location.search);
    document.getElementById("main").focus({ preventScroll: true });
  }

  function keys(event) {
    const isWriting = event.target.closest("input, textarea, select, [contenteditable]");
    if (isWriting || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return;
    }
    const does = { n: () => step(1, true), p: () => step(-1, true), Escape: close }[event.key];
    if (does) {
      event.preventDefault();
      does();
    }
  }

  if (matches.length > 0) {
    document.body.append(bar);
    document.addEventListener("keydown", keys);
    step(1, false, true);
  }
})(globalThis.backfile);
