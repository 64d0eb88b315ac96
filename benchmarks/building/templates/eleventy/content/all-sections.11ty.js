import { index } from "../_includes/page.js";

export default index("sections", "版面");
