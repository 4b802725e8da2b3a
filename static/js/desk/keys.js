// One key for each button that names one in data-key; they rest while somebody types, and can be turned off.
import { find, findAll, isControl } from "../dom.js";
import { goToSheet } from "./viewer.js";

const OFF = "desk-keys-off";

/** @param {HTMLElement} desk */
export const offerKeys = (desk) => {
	const map = find(desk, "#keys", HTMLDialogElement);
	const isOn = find(map, "[data-keys-on]", HTMLInputElement);
	isOn.checked = localStorage.getItem(OFF) === null;
	isOn.addEventListener("change", () => {
		if (isOn.checked) localStorage.removeItem(OFF);
		else localStorage.setItem(OFF, "yes");
	});
	for (const button of findAll(desk, "[data-keys]", HTMLButtonElement)) {
		button.hidden = false;
		button.addEventListener("click", () => map.showModal());
	}
	document.addEventListener("keydown", (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey || !isOn.checked) return;
		if (isTyping(event.target)) return;
		const point = findPoint(event.target);
		if (point && choosePoint(desk, point, event.key)) {
			event.preventDefault();
			return;
		}
		if (map.open) {
			if (event.key === "?") map.close();
			return;
		}
		if (point && event.key.startsWith("Arrow")) return;
		if (act(desk, event.key)) event.preventDefault();
	});
};

/** @param {EventTarget | null} target where a key means a sign */
const isTyping = (target) =>
	target instanceof Element &&
	isControl(target) &&
	!(target instanceof HTMLInputElement && ["checkbox", "radio"].includes(target.type));

/** @type {(target: EventTarget | null) => HTMLInputElement | null} */
const findPoint = (target) =>
	target instanceof HTMLInputElement && target.type === "radio" ? target : null;

/**
 * Among points a number chooses, and leads to the next criterion or to the recommendation.
 * Whether the key was one of these.
 * @param {HTMLElement} desk
 * @param {HTMLInputElement} focused
 * @param {string} key
 */
const choosePoint = (desk, focused, key) => {
	const points = findAll(desk, "#rating input[type=radio]", HTMLInputElement);
	const chosen = points.find((each) => each.name === focused.name && each.value === key);
	if (!chosen) return false;
	chosen.checked = true;
	const others = points.slice(points.indexOf(chosen)).filter((each) => each.name !== focused.name);
	(others[0] ?? find(desk, "#rating .recommend button")).focus();
	return true;
};

/**
 * Does what the key stands for; whether it stands for anything.
 * @param {HTMLElement} desk
 * @param {string} key
 */
const act = (desk, key) => {
	if (key === "ArrowRight" || key === "ArrowLeft") {
		goToSheet(desk, key === "ArrowRight" ? 1 : -1);
		return true;
	}
	const focused = { r: "#rating input[type=radio], #rating button", c: "#notes textarea" }[key];
	const field = focused && desk.querySelector(focused);
	if (field instanceof HTMLElement) {
		field.focus();
		return true;
	}
	const button = findAll(desk, "[data-key]").find((each) => each.dataset.key === key);
	button?.click();
	return button !== undefined;
};
