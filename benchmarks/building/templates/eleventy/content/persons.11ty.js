import { landing } from "../_includes/page.js";

export default landing("persons", "personyears", 4);
