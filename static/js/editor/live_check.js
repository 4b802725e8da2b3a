// Runs the ad check on what stands in the form while somebody types; nothing is stored.
import { find } from "../dom.js";
import { debounce, post } from "./server_requests.js";

/**
 * @param {HTMLFormElement} form
 * @param {string} url
 */
export const checkWhileTyping = (form, url) => {
	const result = find(document, "[data-check]");
	const status = find(document, "[data-check-status]");
	const total = find(document, "[data-check-total]");

	/** @param {AbortSignal} signal */
	const check = async (signal) => {
		const focused = document.activeElement;
		const fragment = await post(url, new FormData(form), signal);
		if (result.contains(focused)) return; // Somebody is just reading there.
		result.innerHTML = fragment;
		const summary = result.querySelector("[data-total]");
		const text = summary?.textContent ?? "";
		total.textContent = summary instanceof HTMLElement ? (summary.dataset.total ?? "") : "";
		if (status.textContent !== text) status.textContent = text;
	};
	const checkSoon = debounce(check, 900);
	form.addEventListener("input", checkSoon);
	form.addEventListener("change", checkSoon);
	form.addEventListener("moved", checkSoon);
};
