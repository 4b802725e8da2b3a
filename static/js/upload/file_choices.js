// What a box for files says, in the language of the page: the browser's own button has that of the browser.
import { findAll } from "../dom.js";
import { form } from "./server_requests.js";
import { fillText } from "./status_texts.js";

const canDrag = matchMedia("(pointer: fine)").matches;

for (const input of findAll(form, "input[type=file]", HTMLInputElement)) {
	const words = document.createElement("span");
	const button = document.createElement("b");
	words.className = "file-choice";
	words.setAttribute("aria-hidden", "true");
	button.textContent = fillText("choose");
	words.append(button, ` ${fillText(canDrag ? "drag" : "photograph")}`);
	input.before(words);
}
