/* From the groups of a query to its candidates: asks the index for what the plan wants, until the texts are cheaper. */
(function (backfile) {
  "use strict";

  const MOST_EXPLAINED = 8; // terms that are looked up only to say which words no article has

  /** Finds out what the filters and the words with * or ~1 stand for; hints at those that stand for nothing. */
  async function resolve(context) {
    const { groups, archive, table, problems, hints, missing } = context;
    const isAsked = ({ kind, negated }) => kind === "filter" || (kind === "loose" && !negated);
    await Promise.all(
      groups.flat().filter(isAsked).map(async function (clause) {
        const isFilter = clause.kind === "filter";
        const { lost, isNothing, tooMany } = await (isFilter
          ? backfile.filters.resolve(clause, archive, table)
          : backfile.forms.resolve(clause, archive));
        clause.isKnown = lost.length === 0;
        problems.word(clause.text, lost, archive);
        if (tooMany) {
          hints.add("too-many-forms");
        }
        if (isNothing && !clause.negated) {
          missing.add(clause.text);
        }
      })
    );
  }

  /** Looks tokens up: `entries` gets those known of all tiers, `partial` those that only some tiers could be asked for. */
  async function lookUp(tokens, { groups, archive, entries, partial, problems }) {
    const unknown = new Set(tokens.filter((token) => !entries.has(token) && !partial.has(token)));
    await Promise.all(
      Array.from(unknown, async function (token) {
        const { entry, lost } = await backfile.entries.ofTerm(archive, token);
        (lost.length > 0 ? partial : entries).set(token, entry);
        for (const { text } of groups.flat().filter((clause) => lost.length > 0 && clause.tokens?.includes(token))) {
          problems.word(text, lost, archive);
        }
      })
    );
  }

  /** The candidates when no group is known of all tiers: those of the tiers that could be asked. */
  function ofSomeTiers({ groups, entries, partial, archive }) {
    partial.forEach((entry, token) => entries.set(token, entry));
    groups.flat().filter(({ negated }) => !negated).forEach((clause) => (clause.isKnown = true));
    return backfile.candidates.find(groups, entries, archive.documents);
  }

  /** Resolves to the candidates as `candidates.find` gives them; `context` gets what was found out on the way. */
  async function propose(context) {
    const { groups, archive, entries, signal, missing } = context;
    await resolve(context);
    const next = backfile.plan.make(groups, archive);
    for (;;) {
      backfile.heed(signal);
      const found = backfile.candidates.find(groups, entries, archive.documents);
      const tokens = next(found, entries);
      if (tokens.length === 0) {
        nameMissing(groups, entries, missing);
        return found.proposed ? found : ofSomeTiers(context);
      }
      await lookUp(tokens, context);
    }
  }

  /** Words that no article has, as the reader wrote them. */
  function nameMissing(groups, entries, missing) {
    groups
      .flat()
      .filter(({ kind, negated, tokens }) => kind === "words" && !negated && tokens.some((token) => entries.get(token) === null))
      .forEach(({ text }) => missing.add(text));
  }

  /** When several words find nothing together, looks those up that the plan left out: some may be in no article. */
  async function explain(context) {
    const words = context.groups.flat().filter(({ kind, negated }) => kind === "words" && !negated);
    const left = words.filter(({ tokens }) => !tokens.some((token) => context.entries.has(token)));
    if (words.length > 1) {
      await lookUp(left.flatMap(({ tokens }) => tokens.slice(0, 2)).slice(0, MOST_EXPLAINED), context);
      nameMissing(context.groups, context.entries, context.missing);
    }
  }

  backfile.propose = propose;
  backfile.explain = explain;
})((globalThis.backfile = globalThis.backfile || {}));
