/* What the page says of an answer: how many articles, what may be a mistake in the query, what could not be searched.
 *
 * The line of the count changes while texts are still being verified, which is for the eye; a screen reader is told once
 * things are quiet.
 */
(function (backfile) {
  "use strict";

  const { say, has, number, articles, date, element } = backfile.page;
  const QUIET = 700; // milliseconds without a change before a screen reader is told
  const WAIT = 200; // before "Searching…" is worth saying
  // What looks like a mistake while one is still writing it.
  const HALF_WRITTEN = new Set(["unclosed-quote", "dangling-or", "bad-date", "short-wildcard", "short-fuzzy", "bad-field-value"]);
  const status = document.getElementById("search-status");
  const said = document.getElementById("search-said");
  const notes = document.getElementById("search-notes");
  let saying = 0;
  let waiting = 0;

  function span(problem) {
    return {
      articles: number(problem.articles),
      from: problem.from ? date(problem.from) : say("open-start"),
      to: problem.to ? date(problem.to) : say("open-end"),
    };
  }

  function problemWords(problem) {
    const words = (problem.words ?? []).join(" ");
    if (problem.part === "texts") {
      return say("problem-texts", span(problem));
    }
    if (problem.part === "terms" && problem.articles) {
      return say("problem-terms-part", { words, ...span(problem) });
    }
    const name = has(`problem-${problem.part}`) ? `problem-${problem.part}` : "problem-other";
    return say(name, { words, part: problem.part });
  }

  function notesOn(answer, query, isTyping) {
    const hints = answer.hints.filter((hint) => has(hint) && !(isTyping && answer.total > 0 && HALF_WRITTEN.has(hint)));
    const found = [...answer.problems.map(problemWords), ...hints.map((hint) => say(hint))];
    if (answer.total === 0 && answer.missing.length > 0) {
      found.push(say("missing", { words: answer.missing.join(" ") }));
    }
    if (answer.exact && answer.total === 0 && found.length === 0) {
      found.push(say(backfile.query.filters(query).length > 0 ? "hint-filters" : "hint-none"));
    }
    return found;
  }

  function statusWords(answer) {
    if (!answer.exact) {
      return say("counting", { n: number(answer.total) });
    }
    return answer.total === 0 ? say("none") : articles(answer.total);
  }

  /** Tells screen readers, politely, once nothing has changed for a while. */
  function tell(words) {
    clearTimeout(saying);
    saying = setTimeout(() => (said.textContent = words), QUIET);
  }

  /** Shows what there is to say of an answer to `query`; `isTyping`: the reader may not be done with it. */
  function show(answer, query, isTyping) {
    clearTimeout(waiting);
    const words = notesOn(answer, query, isTyping);
    status.textContent = statusWords(answer);
    status.dataset.query = query; // for the paper, which has no form
    notes.replaceChildren(...words.map((text) => element("li", { textContent: text })));
    if (answer.exact) {
      tell([status.textContent, ...words].join(" "));
    }
  }

  /** Says more problems of the answer that is shown, those that are not said yet. */
  function add(problems) {
    const told = new Set(Array.from(notes.children, ({ textContent }) => textContent));
    const words = problems.map(problemWords).filter((text) => !told.has(text));
    notes.append(...words.map((text) => element("li", { textContent: text })));
  }

  /** A search has begun. */
  function begin() {
    clearTimeout(saying);
    clearTimeout(waiting);
    waiting = setTimeout(() => (status.textContent = say("searching")), WAIT);
  }

  /** There is nothing to say of a search; `words` if there is something else. */
  function clear(words = "") {
    clearTimeout(waiting);
    delete status.dataset.query;
    notes.replaceChildren();
    status.textContent = words;
    tell(words);
  }

  backfile.page.notes = { show, add, begin, clear, tell };
})(globalThis.backfile);
