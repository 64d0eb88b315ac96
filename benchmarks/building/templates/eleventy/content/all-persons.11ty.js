import { index } from "../_includes/page.js";

export default index("persons", "人物");
