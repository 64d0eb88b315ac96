import { list, lists } from "../_includes/page.js";

export default lists("personyears", ({ name }) => `personyears/${name}.html`, ({ articles }) => list(articles));
