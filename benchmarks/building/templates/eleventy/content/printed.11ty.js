import { list, lists } from "../_includes/page.js";

export default lists("printed", ({ name }) => `printed/${name}.html`, ({ articles }) => list(articles));
