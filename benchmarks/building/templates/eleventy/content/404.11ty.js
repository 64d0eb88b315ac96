import { page } from "../_includes/page.js";

export default { data: { permalink: "404.html" }, render: () => page("404", "<h1>404</h1>") };
