import { link, page } from "../_includes/page.js";

export default {
  data: { permalink: "calendar.html" },
  render: ({ collections }) => {
    const items = collections.years.map(({ name, days }) => `<li>${link(`/bench/${name}/index.html`, name)} ${days.size}</li>`);
    return page("日历", `<h1>日历</h1>\n<ul>\n${items.join("\n")}\n</ul>`);
  },
};
