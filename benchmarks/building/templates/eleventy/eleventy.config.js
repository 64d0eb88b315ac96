// The archive's lists: one collection a kind of list, whose templates are cut into a page a list.

const articles = (api) => api.getFilteredByTag("article");

// Articles by what `keys` says of each, as [{ name, articles }] in the order in which they come up.
function grouped(api, keys) {
  const groups = new Map();
  for (const article of articles(api)) {
    for (const name of keys(article.data)) {
      if (!groups.has(name)) groups.set(name, { name, articles: [] });
      groups.get(name).articles.push(article);
    }
  }
  return [...groups.values()];
}

export default function (config) {
  const collections = {
    issues: (data) => [data.day],
    printed: (data) => data.printed,
    sections: (data) => data.sections,
    sectionmonths: (data) => data.sectionmonths,
    persons: (data) => data.persons,
    personyears: (data) => data.personyears,
  };
  for (const [name, keys] of Object.entries(collections)) {
    config.addCollection(name, (api) => grouped(api, keys));
  }
  config.addCollection("years", (api) => {
    const years = new Map();
    for (const article of articles(api)) {
      const { day } = article.data;
      const year = day.slice(0, 4);
      if (!years.has(year)) years.set(year, { name: year, days: new Set() });
      years.get(year).days.add(day);
    }
    return [...years.values()];
  });
  config.setQuietMode(true);
  return {
    dir: { input: "content", includes: "../_includes", output: "_site" },
    templateFormats: ["md", "11ty.js"],
    markdownTemplateEngine: false,
  };
}
