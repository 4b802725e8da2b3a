// The board of the inbox: a card that is dropped on another column, or sent there by the arrow keys, leads to the
// page that asks whether it shall be moved. The link on each card leads there, too.

import { closestTo, find, findAll } from "./dom.js";

const board = find(document, "[data-board]");
const lanes = findAll(board, "[data-lane]");

/** @type {HTMLElement | null} */
let dragged = null;

/** @param {Element | null} card @param {Element | undefined} lane */
const askToMove = (card, lane) => {
	if (!(card instanceof HTMLElement) || !(lane instanceof HTMLElement)) return;
	if (card.closest("[data-lane]") === lane) return;
	const address = new URL(find(card, "[data-move]", HTMLAnchorElement).href, location.href);
	address.searchParams.set("to", lane.dataset.lane ?? "");
	location.assign(address);
};

/** @param {Element | null} marked */
const markLane = (marked) => {
	for (const lane of lanes) lane.classList.toggle("is-target", lane === marked);
};

board.addEventListener("dragstart", (event) => {
	const card = closestTo(event, ".card");
	dragged = card instanceof HTMLElement ? card : null;
	event.dataTransfer?.setData("text/plain", dragged?.textContent ?? "");
});

board.addEventListener("dragover", (event) => {
	const lane = closestTo(event, "[data-lane]");
	if (!dragged || !lane) return;
	event.preventDefault();
	markLane(lane);
});

board.addEventListener("drop", (event) => {
	event.preventDefault();
	markLane(null);
	askToMove(dragged, closestTo(event, "[data-lane]") ?? undefined);
});

board.addEventListener("dragend", () => {
	markLane(null);
	dragged = null;
});

board.addEventListener("keydown", (event) => {
	const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
	const card = closestTo(event, ".card");
	if (!event.altKey || !step || !card) return;
	event.preventDefault();
	const here = lanes.findIndex((lane) => lane.contains(card));
	askToMove(card, lanes[here + step]);
});
