import { list, lists } from "../_includes/page.js";

export default lists("sectionmonths", ({ name }) => `sectionmonths/${name}.html`, ({ articles }) => list(articles));
