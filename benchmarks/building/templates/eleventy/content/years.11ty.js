import { issue, link, lists } from "../_includes/page.js";

const month = ([name, days]) => `<h2>${name}</h2>\n<p>${days.map((day) => link(issue(day), day.slice(8))).join(" ")}</p>`;

export default lists("years", ({ name }) => `bench/${name}/index.html`, ({ days }) => {
  const months = new Map();
  for (const day of [...days].sort()) months.set(day.slice(0, 7), [...(months.get(day.slice(0, 7)) ?? []), day]);
  return [...months].map(month).join("\n");
});
