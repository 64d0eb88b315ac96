import { issue, list, lists } from "../_includes/page.js";

export default lists("issues", ({ name }) => issue(name), ({ articles }) => list(articles));
