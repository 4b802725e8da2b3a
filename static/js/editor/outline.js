// The outline beside the editor: each part with what the ad check says of it, and a jump to it.
import { find, findAll } from "../dom.js";
import { FOLDABLE, findPart, fold } from "./folding.js";

/** @param {HTMLFormElement} form */
export const addOutline = (form) => {
	const outline = find(document, "[data-outline]");
	const list = find(outline, ".outline-list");
	const check = find(document, "[data-check]");
	const button = find(outline, "button[data-fold-all]");
	const { findings = "", foldAll = "", unfoldAll = "" } = outline.dataset;
	const findParts = () => findAll(form, FOLDABLE);

	/** How many findings lead into each part. */
	const countFindings = () => {
		/** @type {Map<HTMLElement | null, number>} */
		const counts = new Map();
		for (const link of findAll(check, 'a[href^="#"]', HTMLAnchorElement)) {
			const part = findPart(document.getElementById(link.hash.slice(1)));
			counts.set(part, (counts.get(part) ?? 0) + 1);
		}
		return counts;
	};

	/**
	 * @param {HTMLElement} part
	 * @param {number} count
	 */
	const buildEntry = (part, count) => {
		const entry = document.createElement("li");
		const link = document.createElement("a");
		const name = find(part, ".fieldset-heading, [data-name]");
		link.href = `#${name.id}`;
		link.textContent = name.textContent;
		entry.append(link);
		if (count) {
			const mark = document.createElement("b");
			mark.className = "count";
			mark.textContent = `${count}`;
			mark.title = findings.replace("{count}", `${count}`);
			entry.append(mark);
		}
		return entry;
	};

	const show = () => {
		const counts = countFindings();
		const parts = findParts();
		list.replaceChildren(...parts.map((part) => buildEntry(part, counts.get(part) ?? 0)));
		outline.hidden = parts.length === 0;
		button.textContent = parts.some(isFolded) ? unfoldAll : foldAll;
	};

	/** @param {HTMLElement} part */
	const isFolded = (part) => part.classList.contains("is-folded");

	button.addEventListener("click", () => {
		const parts = findParts();
		const isOpening = parts.some(isFolded);
		for (const part of parts) fold(part, !isOpening);
		show();
	});
	form.addEventListener("click", () => setTimeout(show));
	form.addEventListener("moved", show);
	form.addEventListener("change", show);
	new MutationObserver(show).observe(check, { childList: true });
	show();
};
