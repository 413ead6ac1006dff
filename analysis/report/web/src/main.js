// Starts the page: reads the data, builds what can be read, then draws.
import { buildPage } from "./page/page.js";

buildPage(JSON.parse(document.getElementById("data").textContent), document.getElementById("page"));
