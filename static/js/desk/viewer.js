// The document in the middle: zoom, turn, and one page after the other.
import { find, findAll } from "../dom.js";

const STEP = 0.25;
const SMALLEST = 0.5;
const LARGEST = 3;
const KEPT = "desk-zoom";

/** @param {HTMLElement} desk */
export const offerViewing = (desk) => {
	const sheets = desk.querySelector("#sheets");
	const tools = desk.querySelector(".view-tools");
	if (!(sheets instanceof HTMLElement) || !(tools instanceof HTMLElement)) return;
	if (!sheets.querySelector(".sheet")) return;
	tools.hidden = false;

	let zoom = Number(sessionStorage.getItem(KEPT)) || 1;
	const showZoom = () => sheets.style.setProperty("--zoom", String(zoom));
	showZoom();
	for (const button of findAll(tools, "[data-zoom]", HTMLButtonElement)) {
		button.addEventListener("click", () => {
			const wanted = zoom + Number(button.dataset.zoom) * STEP;
			zoom = Math.min(LARGEST, Math.max(SMALLEST, wanted));
			sessionStorage.setItem(KEPT, String(zoom));
			showZoom();
		});
	}
	find(tools, "[data-turn]").addEventListener("click", () => {
		findAll(sheets, ".sheet").forEach(turn);
	});
};

/** @param {HTMLElement} sheet turned by a quarter, clockwise */
const turn = (sheet) => {
	const image = sheet.querySelector("img");
	if (!image) return;
	const turned = (Number(sheet.dataset.turned ?? 0) + 1) % 4;
	sheet.dataset.turned = String(turned);
	sheet.classList.toggle("is-sideways", turned % 2 === 1);
	sheet.style.setProperty("--width", String(image.width && image.getAttribute("width")));
	sheet.style.setProperty("--height", String(image.height && image.getAttribute("height")));
};

/**
 * Scrolls to the page after or before the one that is seen.
 * @param {HTMLElement} desk
 * @param {1 | -1} direction
 */
export const goToSheet = (desk, direction) => {
	const sheets = desk.querySelector("#sheets");
	if (!(sheets instanceof HTMLElement)) return;
	const top = sheets.getBoundingClientRect().top;
	const distances = findAll(sheets, ".sheet").map(
		(sheet) => sheet.getBoundingClientRect().top - top,
	);
	const ahead = distances.filter((distance) => distance * direction > 20);
	if (!ahead.length) return;
	const nearest = direction === 1 ? Math.min(...ahead) : Math.max(...ahead);
	sheets.scrollBy({ top: nearest - 12, behavior: "instant" });
};
