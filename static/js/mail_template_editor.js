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

/** @type {(placeholder: HTMLElement) => HTMLElement} */
const buildButton = (placeholder) => {
	const mark = find(placeholder, "code").textContent ?? "";
	const button = document.createElement("button");
	button.type = "button";
	button.textContent = mark;
	button.title = find(placeholder, "dd").firstChild?.textContent?.trim() ?? "";
	button.addEventListener("click", () => insert(mark));
	return button;
};

// Above the texts, where they stay in sight; the list below them says what each one means.
const bar = document.createElement("div");
bar.className = "insert";
bar.role = "group";
bar.ariaLabel = list.dataset.insertLabel ?? "";
bar.append(...findAll(list, "dl > div").map(buildButton));
find(form, "fieldset").before(bar);

warnBeforeLeaving(form);
