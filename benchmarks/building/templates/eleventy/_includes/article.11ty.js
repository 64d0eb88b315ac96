import { escape, issue, link, page } from "./page.js";

export const render = ({ title, byline, day, printed: pages, sections, persons, content }) =>
  page(
    title,
    `<article>
<h1>${escape(title)}</h1>
<p>${escape(byline)}</p>
<p>${[
      link(issue(day), day),
      ...pages.map((name) => link(`/printed/${name}.html`, name)),
      ...sections.map((name) => link(`/sections/${name}.html`, name)),
      ...persons.map((name) => link(`/persons/${name}.html`, name)),
    ].join(" ")}</p>
${content}
</article>`,
  );
