// What all pages share: the frame, the escaping of printed text, the addresses, a list of articles.

const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escape = (text) => text.replace(/[&<>"]/g, (sign) => entities[sign]);

export const issue = (day) => `/bench/${day.replaceAll("-", "/")}/index.html`;

export const link = (path, words) => `<a href="${path}">${escape(words)}</a>`;

export const list = (articles) =>
  `<ol>\n${articles
    .map(({ url, data }) => `<li>${link(url, data.title)} ${escape(data.byline)} ${data.day}</li>`)
    .join("\n")}\n</ol>`;

export const page = (title, body) => `<!DOCTYPE html>
<html lang="zh-cn">
<head><meta charset="utf-8"><title>${escape(title)}</title></head>
<body>
<nav><a href="/index.html">首页</a> <a href="/calendar.html">日历</a> <a href="/sections/index.html">版面</a> <a href="/persons/index.html">人物</a></nav>
${body}
</body>
</html>
`;

// A template that writes one page for each list of a collection.
export const lists = (collection, permalink, body) => ({
  data: { pagination: { data: `collections.${collection}`, size: 1, alias: "group" }, permalink: ({ group }) => permalink(group) },
  render: ({ group }) => page(group.name, `<h1>${escape(group.name)}</h1>\n${body(group)}`),
});

// The page of a section or person: the latest articles, the lists of its periods.
export const landing = (collection, periods, length) =>
  lists(
    collection,
    ({ name }) => `${collection}/${name}.html`,
    ({ name, articles }) => {
      const counts = new Map();
      for (const { data } of articles) {
        const period = data.day.slice(0, length);
        counts.set(period, (counts.get(period) ?? 0) + 1);
      }
      const items = [...counts].map(([period, count]) => `<li>${link(`/${periods}/${name}-${period}.html`, period)} ${count}</li>`);
      return `${list(articles.slice(-20).reverse())}\n<ul>\n${items.join("\n")}\n</ul>`;
    },
  );

// The page that names all sections or persons.
export const index = (collection, title) => ({
  data: { permalink: `${collection}/index.html` },
  render: ({ collections }) => {
    const items = collections[collection].map(
      ({ name, articles }) => `<li>${link(`/${collection}/${name}.html`, name)} ${articles.length}</li>`,
    );
    return page(title, `<h1>${title}</h1>\n<ul>\n${items.sort().join("\n")}\n</ul>`);
  },
});
