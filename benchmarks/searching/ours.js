/* Asks our search for the benchmark. Times are milliseconds since 1970. */
window.ask = async function (query, limit) {
  "use strict";
  const now = () => performance.timeOrigin + performance.now();
  const shown = Math.min(limit, 10);
  const start = now();
  let first = null;
  const progress = (answer) => {
    if (first === null && answer.results.length >= shown) {
      first = now();
    }
  };
  const answer = await backfile.search(query, { limit, progress });
  const exact = now();
  return {
    start, first: first ?? exact, exact, total: answer.total, urls: answer.results.map((result) => result.url),
    problems: answer.problems,
  };
};
