/* What could not be searched because a file is missing or damaged, each part once. */
(function (backfile) {
  "use strict";

  /** What is told of words: those that could be asked for nowhere, then those of single tiers. */
  function ofTerms(lost, tiers) {
    const isEverywhere = (word) => tiers.every(({ kind }) => lost.get(kind)?.has(word));
    const whole = Array.from(new Set(Array.from(lost.values()).flatMap((words) => Array.from(words)))).filter(isEverywhere);
    const found = whole.length > 0 ? [{ part: "terms", words: whole }] : [];
    for (const tier of tiers) {
      const rest = Array.from(lost.get(tier.kind) ?? []).filter((word) => !isEverywhere(word));
      if (rest.length > 0) {
        found.push({ part: "terms", words: rest, ...backfile.tiers.extent(tier) });
      }
    }
    return found;
  }

  /** Collects the problems of one search. */
  function collect() {
    const parts = new Set();
    const lost = new Map(); // the words of each tier that could not be looked up
    const gaps = new Map();
    const fields = new Set();
    let tiers = [];

    return {
      part: (part) => parts.add(part),
      /** A word, or a filter, that could not be looked up in some tiers of the archive. */
      word(word, lostTiers, archive) {
        tiers = archive.tiers;
        for (const { kind } of lostTiers) {
          lost.set(kind, (lost.get(kind) ?? new Set()).add(word));
        }
      },
      /** A file of texts; `describe` resolves to the problem. */
      async texts(name, describe) {
        if (!gaps.has(name)) {
          gaps.set(name, null);
          gaps.set(name, await describe());
        }
      },
      facet: (field) => fields.add(field),
      list: () => [
        ...Array.from(parts, (part) => ({ part })),
        ...ofTerms(lost, tiers),
        ...Array.from(gaps.values()).filter(Boolean),
        ...(fields.size > 0 ? [{ part: "facets", fields: Array.from(fields) }] : []),
      ],
    };
  }

  backfile.problems = { collect };
})((globalThis.backfile = globalThis.backfile || {}));
