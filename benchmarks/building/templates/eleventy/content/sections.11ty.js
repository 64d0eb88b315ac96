import { landing } from "../_includes/page.js";

export default landing("sections", "sectionmonths", 7);
