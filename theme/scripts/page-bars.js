/* The bars of the histogram: one a year, or one a month when the result lies within three years.
 *
 * Their positions are attributes in per cent: the policy of the page forbids styles in elements, and so they fit any
 * width without being drawn anew.
 */
(function (backfile) {
  "use strict";

  const { articles, filters } = backfile.page;
  const MOST_MONTHS = 36;
  const HEIGHT = 72; // of the highest bar, in pixels
  const LABELS = 6;

  function monthsBetween(first, last) {
    const [from, to] = [first, last].map((month) => 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 1);
    const at = (month) => `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
    return Array.from({ length: to - from + 1 }, (_, step) => at(from + step));
  }

  /** `[[year or month, articles], …]` without a gap between the first and the last. */
  function slots(histogram) {
    if (histogram.length === 0) {
      return [];
    }
    const all = monthsBetween(histogram[0][0], histogram.at(-1)[0]);
    const size = all.length > MOST_MONTHS ? 4 : 7;
    const counts = new Map(all.map((month) => [month.slice(0, size), 0]));
    for (const [month, count] of histogram) {
      counts.set(month.slice(0, size), counts.get(month.slice(0, size)) + count);
    }
    return Array.from(counts);
  }

  /** What `date:` takes for the bars from `first` to `last`. */
  function range(first, last) {
    const [from, to] = first <= last ? [first, last] : [last, first];
    return from === to ? from : `${from}..${to}`;
  }

  /** Which bars have their name below: a few, at round years or at the beginning of years. */
  function named(names) {
    const isYears = names[0].length === 4;
    if (!isYears && names.length <= 12) {
      return names.filter((_, place) => place % Math.ceil(names.length / LABELS) === 0);
    }
    const years = names.filter((name) => isYears || name.endsWith("-01"));
    const step = [1, 2, 5, 10, 20, 25, 50].find((size) => years.length / size <= LABELS) ?? 100;
    const round = years.filter((name) => Number(name.slice(0, 4)) % step === 0);
    return round.length > 0 ? round : [names[0]];
  }

  function svg(tag, attributes, text = "") {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    made.textContent = text;
    return made;
  }

  /** A bar, with a title for the pointer; what can be clicked is as high as the chart: one in a thousand is no target. */
  function bar([name, count], place, width, highest, isStop) {
    const height = count === 0 ? 0 : Math.max(2, Math.round((HEIGHT * count) / highest));
    const words = `${filters.dateWords(name)}: ${articles(count)}`;
    const made = svg("g", { role: "button", tabindex: isStop ? 0 : -1, "aria-label": words });
    made.append(
      svg("title", {}, words),
      svg("rect", { class: "slot", x: `${place * width}%`, y: 0, width: `${width}%`, height: HEIGHT }),
      svg("rect", { class: "bar", x: `${(place + 0.08) * width}%`, y: HEIGHT - height, width: `${0.84 * width}%`, height })
    );
    return made;
  }

  function label(name, place, width, isMonth) {
    const x = (place + 0.5) * width;
    const [anchor, at] = x < 4 ? ["start", 0] : x > 96 ? ["end", 100] : ["middle", x];
    const attributes = { x: `${at}%`, y: HEIGHT + 16, "text-anchor": anchor, "aria-hidden": "true" };
    return svg("text", attributes, isMonth ? name : name.slice(0, 4));
  }

  /** The bars of `slots` and their labels; the bar at `stop` is where the tabulator key stops. */
  function draw(slots, stop) {
    const width = 100 / slots.length;
    const highest = Math.max(...slots.map(([, count]) => count));
    const isMonths = slots[0][0].length === 7 && slots.length <= 12;
    const shown = new Set(named(slots.map(([name]) => name)));
    return {
      bars: slots.map((slot, place) => bar(slot, place, width, highest, place === stop)),
      labels: slots.flatMap(([name], place) => (shown.has(name) ? [label(name, place, width, isMonths)] : [])),
    };
  }

  backfile.page.bars = { slots, range, draw };
})(globalThis.backfile);
