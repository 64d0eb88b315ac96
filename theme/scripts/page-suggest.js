/* Suggestions below the field (a combobox as WAI-ARIA 1.2 describes it): recent searches, then names of the archive.
 *
 * The focus stays in the field; arrows choose, Enter takes, Escape closes. What is written stays until one is taken.
 */
(function (backfile) {
  "use strict";

  const { say, articles, element, recent } = backfile.page;
  const PAUSE = 120; // milliseconds without typing before names are looked up
  const NAMES = 6;
  const RECENT_BESIDE = 3; // recent searches beside names; in an empty field there are more
  const RECENT_ALONE = 8;
  const input = document.getElementById("q");
  const popup = document.getElementById("search-suggestions");
  const list = popup.querySelector("[role=listbox]");
  const forget = popup.querySelector("button");
  let options = []; // {query, …} in the order of the list
  let chosen = -1;
  let timer = 0;
  let latest = 0;

  function choose(place) {
    chosen = place;
    Array.from(list.children).forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
    if (place >= 0) {
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function close() {
    clearTimeout(timer);
    latest += 1;
    popup.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function item(option, place) {
    const about = option.kind ? `${say(`kind-${option.kind}`)} · ${articles(option.articles)}` : say("recent");
    const made = element("li", { id: `suggestion-${place}` }, element("span", { textContent: option.name }), " ", element("small", { textContent: about }));
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    return made;
  }

  function show(found) {
    options = found;
    list.replaceChildren(...found.map(item));
    choose(-1);
    forget.hidden = !found.some((option) => !option.kind);
    popup.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
  }

  /** Names for the whole text, else for its last word; what stands before that word stays. */
  async function names(text) {
    const last = /(?:^|\s)(\S+)$/.exec(text);
    for (const part of new Set([text.trim(), last?.[1]])) {
      if (part && !/[:："“”]/.test(part)) {
        const found = await backfile.suggest(part, { limit: NAMES });
        if (found.length > 0) {
          const before = text.slice(0, text.lastIndexOf(part));
          return found.map((one) => ({ ...one, query: before + one.query }));
        }
      }
    }
    return [];
  }

  async function offer() {
    latest += 1;
    const mine = latest;
    const text = input.value;
    const before = recent.like(text).slice(0, text.trim() ? RECENT_BESIDE : RECENT_ALONE).map((query) => ({ name: query, query }));
    const found = text.trim() ? await names(text) : [];
    if (mine === latest && document.activeElement === input) {
      show([...before, ...found]);
    }
  }

  function take(place) {
    const { query } = options[place];
    input.value = query;
    close();
    backfile.page.ask(query);
    recent.remember(query);
  }

  input.addEventListener("input", function (event) {
    clearTimeout(timer);
    if (!event.isComposing) {
      timer = setTimeout(offer, PAUSE);
    }
  });
  input.addEventListener("compositionend", function () {
    clearTimeout(timer);
    timer = setTimeout(offer, PAUSE);
  });
  input.addEventListener("click", () => popup.hidden && offer());
  input.addEventListener("keydown", function (event) {
    if (event.isComposing) {
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (popup.hidden) {
        offer();
      } else {
        // Before the first and after the last is the field itself.
        choose(((chosen + 1 + step + options.length + 1) % (options.length + 1)) - 1);
      }
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape" && !popup.hidden) {
      event.preventDefault(); // the second Escape is the browser's, which empties the field
      close();
    }
  });
  // Before the field loses the focus, which would close the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", function (event) {
    const place = Array.from(list.children).indexOf(event.target.closest("[role=option]"));
    if (place >= 0) {
      take(place);
    }
  });
  forget.addEventListener("click", function () {
    recent.clear();
    input.focus();
    close();
    backfile.page.notes.tell(say("recent-cleared"));
  });
  input.form.addEventListener("focusout", function (event) {
    if (event.relatedTarget !== input && !popup.contains(event.relatedTarget)) {
      close();
    }
  });

  backfile.page.suggestions = { close };
})(globalThis.backfile);
