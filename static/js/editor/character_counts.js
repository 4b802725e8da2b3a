// Counts the characters of texts that channels cut; speaks up only when a text is too long.
import { findAll, isControl } from "../dom.js";

/** @param {HTMLElement} root */
export const addCounts = (root) => {
	for (const text of root.querySelectorAll("[data-limit]")) if (isControl(text)) addCount(text);
};

/** @param {Control} text */
const addCount = (text) => {
	const limit = Number(text.dataset.limit);
	const count = document.createElement("span");
	const spoken = document.createElement("span");
	count.className = "character-count";
	count.setAttribute("aria-hidden", "true");
	spoken.className = "visually-hidden";
	spoken.setAttribute("role", "status");
	text.after(count, spoken);

	const show = () => {
		const length = [...text.value].length;
		const isOver = length > limit;
		count.textContent = `${length} / ${limit}`;
		count.classList.toggle("is-over", isOver);
		spoken.textContent = isOver ? `${length} / ${limit}` : "";
	};
	text.addEventListener("input", show);
	show();
};

/**
 * All that the sections say in one language, own texts and text blocks alike.
 * @param {HTMLFormElement} form
 */
export const addSums = (form) => {
	const sums = findAll(form, "[data-sum]");
	const showAll = () => {
		for (const sum of sums) showSum(form, sum);
	};
	form.addEventListener("input", showAll);
	form.addEventListener("change", showAll);
	form.addEventListener("moved", showAll);
	showAll();
};

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} sum
 */
const showSum = (form, sum) => {
	const { sum: language = "", least, most, words = "" } = sum.dataset;
	const isKept = "[data-section]:not(:has([name$=-DELETE]:checked))";
	const cards = findAll(form, isKept);
	const length = cards.reduce((total, card) => total + measureCard(card, language), 0);
	sum.hidden = false;
	sum.textContent = words.replace("{count}", length.toLocaleString(document.documentElement.lang));
	const isShort = length > 0 && length < Number(least);
	sum.classList.toggle("is-over", isShort || length > Number(most));
};

/**
 * @param {HTMLElement} card
 * @param {string} language
 */
const measureCard = (card, language) => {
	const source = card.classList.contains("is-from-block") ? "[data-block]" : ".own-text";
	const part = card.querySelector(`${source} :is(textarea, div)[lang=${language}]`);
	const text = isControl(part) ? part.value : (part?.textContent ?? "");
	return text.replace(/\s+/g, " ").trim().length;
};
