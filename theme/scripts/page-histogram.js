/* Hits over time: an SVG of bars, each of them a filter; several by dragging or with the shift key.
 *
 * The chart is one stop of the tabulator key; arrows move in it. A table behind it has the same numbers.
 */
(function (backfile) {
  "use strict";

  const { say, number, articles, element, filters } = backfile.page;
  const { slots: slotsOf, range, draw } = backfile.page.bars;
  const whole = document.getElementById("search-histogram");
  const chart = whole.querySelector("svg");
  const caption = whole.querySelector("figcaption");
  const body = whole.querySelector("tbody");
  let slots = [];
  let bars = [];
  let anchor = 0; // the bar where a selection began
  let at = 0; // the bar that has the focus, or is under the pointer
  let dragging = null; // the pointer that drags
  let waiting = null; // an answer that came in the meantime

  function row([name, count]) {
    const link = filters.link(backfile.page.address.ofForm().q, "date", name, filters.dateWords(name));
    const head = element("th", { scope: "row" }, link);
    return element("tr", {}, head, element("td", { textContent: number(count) }));
  }

  function selectionWords() {
    const [from, to] = [Math.min(anchor, at), Math.max(anchor, at)];
    const total = slots.slice(from, to + 1).reduce((sum, [, count]) => sum + count, 0);
    return `${filters.dateWords(range(slots[from][0], slots[to][0]))}: ${articles(total)}`;
  }

  function highlight(isSelecting) {
    const [from, to] = [Math.min(anchor, at), Math.max(anchor, at)];
    bars.forEach((one, place) => one.classList.toggle("chosen", isSelecting && place >= from && place <= to));
    caption.textContent = isSelecting ? selectionWords() : say("histogram");
  }

  function show(answer) {
    if (dragging !== null) {
      waiting = answer;
      return;
    }
    const focused = bars.includes(document.activeElement) ? slots[at][0] : null;
    slots = slotsOf(answer.histogram);
    whole.hidden = slots.length < 2; // one bar tells nothing
    if (whole.hidden) {
      return;
    }
    at = anchor = Math.max(0, slots.findIndex(([name]) => name === focused));
    const drawn = draw(slots, at);
    bars = drawn.bars;
    chart.replaceChildren(...bars, ...drawn.labels);
    body.replaceChildren(...slots.filter(([, count]) => count > 0).map(row));
    highlight(false);
    if (focused !== null) {
      bars[at].focus();
    }
  }

  function clear() {
    slots = bars = [];
    whole.hidden = true;
  }

  function choose() {
    filters.narrow("date", range(slots[anchor][0], slots[at][0]));
  }

  function move(place, isSelecting) {
    bars[at].setAttribute("tabindex", -1);
    at = Math.max(0, Math.min(slots.length - 1, place));
    bars[at].setAttribute("tabindex", 0);
    bars[at].focus();
    if (isSelecting) {
      backfile.page.notes.tell(selectionWords());
    } else {
      anchor = at;
    }
    highlight(anchor !== at);
  }

  chart.addEventListener("keydown", function (event) {
    const goal = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: slots.length - 1 }[event.key];
    if (goal !== undefined) {
      event.preventDefault();
      move(goal, event.shiftKey);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose();
    } else if (event.key === "Escape") {
      move(at, false);
    }
  });

  function under(event) {
    const box = chart.getBoundingClientRect();
    const place = Math.floor(((event.clientX - box.left) / box.width) * slots.length);
    return Math.max(0, Math.min(slots.length - 1, place));
  }

  function end(isChosen) {
    dragging = null;
    highlight(false);
    if (isChosen) {
      choose();
    }
    if (waiting) {
      const answer = waiting;
      waiting = null;
      show(answer);
    }
  }

  // The pointer takes no focus: what it chooses has it in the end.
  chart.addEventListener("mousedown", (event) => event.preventDefault());
  chart.addEventListener("pointerdown", function (event) {
    if (event.button === 0) {
      dragging = event.pointerId;
      chart.setPointerCapture(dragging);
      anchor = at = under(event);
      highlight(true);
    }
  });
  chart.addEventListener("pointermove", function (event) {
    if (event.pointerId === dragging) {
      at = under(event);
      highlight(true);
    }
  });
  chart.addEventListener("pointerup", (event) => event.pointerId === dragging && end(true));
  chart.addEventListener("pointercancel", (event) => event.pointerId === dragging && end(false));
  filters.takeClicks(whole);

  backfile.page.histogram = { show, clear };
})(globalThis.backfile);
