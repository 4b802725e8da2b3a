// Sections and groups of facts fold to a line that says what is in them; a long posting begins folded.
import { closestTo, find, findAll, isControl } from "../dom.js";

export const FOLDABLE =
	".editor-main > fieldset:not(:first-of-type), [data-section]:not(.is-spare)";
const LONG = 4;
const MOST_LETTERS = 90;
let number = 0;

/** @param {Element | null} element */
export const findPart = (element) => {
	const part = element?.closest(FOLDABLE);
	return part instanceof HTMLElement ? part : null;
};

/** @param {HTMLElement} part */
const findName = (part) => find(part, ".fieldset-heading, [data-name]");

/** @param {Control} control what a reader would call its value */
const readValue = (control) => {
	if (control instanceof HTMLSelectElement)
		return control.value ? (control.selectedOptions[0]?.text ?? "") : "";
	if (!(control instanceof HTMLInputElement) || control.type === "hidden") return "";
	if (control.type !== "checkbox") return control.value.trim();
	return control.checked ? (control.labels?.[0]?.textContent?.trim() ?? "") : "";
};

/** @param {HTMLElement} part */
const summarise = (part) => {
	if (!part.matches("[data-section]")) {
		const controls = findAll(part, "input, select").filter(isControl);
		return controls.map(readValue).filter(Boolean).join(" · ");
	}
	const text = part.classList.contains("is-from-block")
		? find(part, "[data-block]").textContent
		: findAll(part, "textarea", HTMLTextAreaElement).find(({ value }) => value.trim())?.value;
	const words = (text ?? "")
		.replace(/^\s*([-*]|\d+\.)\s+/gm, "")
		.replace(/[*_#>\s]+/g, " ")
		.trim();
	return words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS)} …` : words;
};

/**
 * @param {HTMLElement} part
 * @param {boolean} isFolded
 */
export const fold = (part, isFolded) => {
	const button = part.querySelector(".fold-button");
	if (!button) return;
	part.classList.toggle("is-folded", isFolded);
	button.setAttribute("aria-expanded", String(!isFolded));
	find(part, ".fold-summary").textContent = isFolded ? summarise(part) : "";
};

/** @param {HTMLElement} part */
const addButton = (part) => {
	if (part.querySelector(".fold-button")) return;
	const name = findName(part);
	const button = document.createElement("button");
	const summary = document.createElement("span");
	name.id ||= `part-${++number}`;
	summary.className = "fold-summary";
	button.type = "button";
	button.className = "fold-button";
	button.setAttribute("aria-labelledby", name.id);
	for (const pressed of [button, name, summary])
		pressed.addEventListener("click", () => fold(part, !part.classList.contains("is-folded")));
	name.before(button);
	name.after(summary);
	fold(part, false);
};

/** Shows what a link leads to. @param {HTMLElement | null} target */
export const reveal = (target) => {
	const part = findPart(target);
	if (part) fold(part, false);
};

/** @param {string} hash */
const findTarget = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));

/** What keeps the posting from being published. */
const findUrgent = () => {
	const links = findAll(document, ".findings-blocks a", HTMLAnchorElement);
	return new Set(links.map(({ hash }) => findPart(findTarget(hash))));
};

/** @param {HTMLFormElement} form */
export const foldParts = (form) => {
	const parts = findAll(form, FOLDABLE);
	parts.forEach(addButton);
	const sections = parts.filter((part) => part.closest("#id_sections"));
	const isLong = sections.length > LONG;
	const urgent = findUrgent();
	for (const part of parts) {
		fold(part, isLong && !urgent.has(part) && !part.querySelector(".errorlist"));
	}
	reveal(findTarget(location.hash));
	form.addEventListener("moved", () => findAll(form, FOLDABLE).forEach(addButton));
	document.addEventListener("click", (event) => {
		const link = closestTo(event, 'a[href^="#"]');
		if (link instanceof HTMLAnchorElement) reveal(findTarget(link.hash));
	});
};
