// Sections and questions: moved by buttons or by dragging a handle, added, and, if they are
// sections, switched to a text block.
import { find, findAll } from "../dom.js";
import { dragByHandle } from "./drag_handles.js";

const STEP = 10;

/**
 * @param {HTMLFormElement} form
 * @param {string} blockUrl where a block's text is, with 0 for its number
 * @param {(card: HTMLElement) => void} prepare what else a card that was added needs
 */
export const orderSections = (form, blockUrl, prepare) => {
	for (const area of findAll(form, "[data-sections]")) orderCards(area, form, blockUrl, prepare);
};

/**
 * @param {HTMLElement} area
 * @param {HTMLFormElement} form
 * @param {string} blockUrl
 * @param {(card: HTMLElement) => void} prepare
 */
const orderCards = (area, form, blockUrl, prepare) => {
	const list = find(area, ".section-list");
	const listCards = () => findAll(list, "[data-section]:not(.is-spare)");

	/** @param {HTMLElement} card */
	const finishMove = (card) => {
		const cards = listCards();
		writePositions(cards);
		announcePosition(area, card, cards);
		form.dispatchEvent(new Event("moved"));
	};

	/** @param {HTMLElement} card */
	const wire = (card) => {
		for (const control of findAll(card, ".drag-handle, .icon-button")) control.hidden = false;
		for (const button of findAll(card, "[data-move]"))
			button.addEventListener("click", () => {
				moveByOne(card, listCards(), button.dataset.move === "up");
				finishMove(card);
				button.focus();
				button.scrollIntoView({ block: "nearest" });
			});
		dragByHandle(card, list, listCards, () => finishMove(card));
		const block = findBlockChoice(card);
		block?.addEventListener("change", () => useBlock(card, block, blockUrl));
	};

	const addCard = () => {
		const spare = list.querySelector(".is-spare");
		const card = spare instanceof HTMLElement ? spare : cloneTemplate(area, list);
		card.classList.remove("is-spare");
		if (!spare) {
			wire(card);
			prepare(card);
		}
		finishMove(card);
		find(card, "select", HTMLSelectElement).focus();
	};
	findAll(list, "[data-section]").forEach(wire);
	const button = find(area, "[data-add-section]");
	button.hidden = false;
	button.addEventListener("click", addCard);
};

/** @param {HTMLElement[]} cards */
const writePositions = (cards) => {
	for (const [index, card] of cards.entries())
		find(card, "[name$=-position]", HTMLInputElement).value = `${(index + 1) * STEP}`;
};

/**
 * @param {HTMLElement} area
 * @param {HTMLElement} card
 * @param {HTMLElement[]} cards
 */
const announcePosition = (area, card, cards) => {
	const { moved = "" } = area.dataset;
	find(area, "[data-section-status]").textContent = moved
		.replace("{name}", find(card, "[data-name]").textContent ?? "")
		.replace("{position}", `${cards.indexOf(card) + 1}`)
		.replace("{total}", `${cards.length}`);
};

/**
 * @param {HTMLElement} card
 * @param {HTMLElement[]} cards
 * @param {boolean} isUp
 */
const moveByOne = (card, cards, isUp) => {
	const other = cards[cards.indexOf(card) + (isUp ? -1 : 1)];
	if (isUp) other?.before(card);
	else other?.after(card);
};

/**
 * @param {HTMLElement} area
 * @param {HTMLElement} list
 */
const cloneTemplate = (area, list) => {
	const total = find(area, "[name$=-TOTAL_FORMS]", HTMLInputElement);
	const holder = document.createElement("ol");
	const source = find(area, "[data-section-template]").innerHTML;
	holder.innerHTML = source.replaceAll("__prefix__", total.value);
	total.value = `${Number(total.value) + 1}`;
	const card = find(holder, "*");
	list.append(card);
	return card;
};

/**
 * @param {HTMLElement} card
 * @returns {HTMLSelectElement | HTMLInputElement | null} nothing in a question
 */
const findBlockChoice = (card) => card.querySelector("[name$=-block]");

/**
 * @param {HTMLElement} card
 * @param {HTMLSelectElement | HTMLInputElement} choice
 * @param {string} blockUrl
 */
const useBlock = async (card, choice, blockUrl) => {
	const key = choice.value;
	const shown = find(card, "[data-block]");
	card.classList.toggle("is-from-block", key !== "");
	find(card, ".own-text", HTMLDetailsElement).open = key === "";
	shown.replaceChildren();
	if (key === "") return;
	const url = blockUrl.replace("/0/", `/${key}/`);
	const answer = await fetch(url, { redirect: "error" }).catch(() => null); // no sign-in page here
	const html = answer?.ok ? await answer.text() : "";
	if (choice.value === key) shown.innerHTML = html; // rendered and sanitised by the server
};
