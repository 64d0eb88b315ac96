/* The bars of the histogram: one a year, or one a month when the result lies within three years. */
(function (backfile) {
  "use strict";

  const MOST_MONTHS = 36;

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

  /** Which bars have their name below: about `most`, at round years or at the beginning of years. */
  function labels(names, most) {
    const isYears = names[0].length === 4;
    const years = names.filter((name) => isYears || name.endsWith("-01"));
    if (!isYears && names.length <= 12) {
      return names.filter((_, place) => place % Math.ceil(names.length / most) === 0);
    }
    const step = [1, 2, 5, 10, 20, 25, 50, 100].find((years_) => years.length / years_ <= most) ?? 200;
    const round = years.filter((name) => Number(name.slice(0, 4)) % step === 0);
    return round.length > 0 ? round : [names[0]];
  }

  backfile.page.slots = { slots, range, labels };
})(globalThis.backfile);
