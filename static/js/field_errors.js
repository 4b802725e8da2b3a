// Takes an error back that the server has shown, as soon as a value or an upload settles it.
import { closestTo, findAll, isControl } from "./dom.js";

/** @type {ClearError} */
export const clearError = (field) => {
	const message = field?.querySelector(".field-error");
	if (!field || !message) return;
	const prefix = message.querySelector(".visually-hidden")?.textContent ?? "";
	field.classList.remove("is-invalid");
	for (const each of [field, ...field.querySelectorAll("[aria-describedby]")])
		stopDescribing(each, message.id);
	for (const each of field.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
	message.remove();
	clearSummary(field, prefix);
};

/** @type {(element: Element, id: string) => void} */
const stopDescribing = (element, id) => {
	const ids = (element.getAttribute("aria-describedby") ?? "").split(" ");
	const left = ids.filter((each) => each && each !== id);
	if (left.length) element.setAttribute("aria-describedby", left.join(" "));
	else element.removeAttribute("aria-describedby");
};

/** @type {(field: Element, titlePrefix: string) => void} */
const clearSummary = (field, prefix) => {
	const summary = document.getElementById("error-summary");
	if (!summary) return;
	for (const link of findAll(summary, "a", HTMLAnchorElement)) {
		const target = document.getElementById(link.hash.slice(1));
		if (target && field.contains(target)) link.closest("li")?.remove();
	}
	if (summary.querySelector("li")) return;
	summary.remove();
	if (document.title.startsWith(prefix)) document.title = document.title.slice(prefix.length);
};

/** @param {Control} control */
const isSettled = (control) => {
	const isEmpty = control.required && !control.value.trim();
	return control.type !== "file" && !isEmpty && control.checkValidity();
};

/** @param {HTMLFormElement} form */
export const clearErrorsOnInput = (form) => {
	// Not on "change": then the page would move under the next click.
	form.addEventListener("input", (event) => {
		if (isControl(event.target) && isSettled(event.target))
			clearError(closestTo(event, ".is-invalid"));
	});
};
