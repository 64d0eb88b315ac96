import { list, page } from "../_includes/page.js";

export default {
  data: { permalink: "index.html" },
  render: ({ collections }) => {
    const { name, articles } = collections.issues.at(-1);
    return page(name, `<h1>${name}</h1>\n${list(articles)}`);
  },
};
