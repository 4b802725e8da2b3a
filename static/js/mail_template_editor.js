// The editor of a mail template: placeholders go by a click to where the cursor was, and nothing typed is lost.
import { find, findAll } from "./dom.js";
import { warnBeforeLeaving } from "./editor/unsaved_changes.js";

const TEXTS = '[name^="subject_"], [name^="body_"]';

const form = find(document, "#mailtemplate_form", HTMLFormElement);
const list = find(document, "[data-placeholders]");

/** @type {HTMLInputElement | HTMLTextAreaElement | null} */
let last = null;

form.addEventListener("focusin", ({ target }) => {
	const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
	if (isText && target.matches(TEXTS)) last = target;
});

/** @param {string} mark */
const insert = (mark) => {
	const text = last ?? find(form, '[name^="body_"]', HTMLTextAreaElement);
	text.focus();
	document.execCommand("insertText", false, mark); // the only way that can be undone
};

for (const code of findAll(list, "code")) {
	const mark = code.textContent ?? "";
	const button = document.createElement("button");
	button.type = "button";
	button.className = "small";
	button.append(code.cloneNode(true));
	button.setAttribute("aria-label", `${list.dataset.insertLabel} ${mark}`);
	button.addEventListener("click", () => insert(mark));
	code.replaceWith(button);
}

warnBeforeLeaving(form);
