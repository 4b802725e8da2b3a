// Puts back what was typed before the session ended, once its author has signed in; nothing is sent by this.
import { findAll, isControl } from "./dom.js";

export const KEY = "unsent-form";
export const AUTHOR = "staff";

/** @typedef {{page: string, action: string, values: [string, string][]}} UnsentForm */

/** @param {string} text */
const addNotice = (text) => {
	const notice = document.createElement("p");
	notice.className = "restored-notice";
	notice.setAttribute("role", "status");
	notice.append(text);
	document.querySelector("#content, main")?.prepend(notice);
	return notice;
};

/**
 * @param {Control} control
 * @param {Set<string>} values
 */
const fill = (control, values) => {
	if (control instanceof HTMLSelectElement) {
		for (const option of control.options) option.selected = values.has(option.value);
	} else if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) {
		control.checked = values.has(control.value);
	} else if (values.size) {
		[control.value = ""] = values;
	}
	control.dispatchEvent(new Event("input", { bubbles: true }));
	control.dispatchEvent(new Event("change", { bubbles: true }));
};

/**
 * Fills the form; returns the texts that have no place in it any more.
 * @param {HTMLFormElement} form
 * @param {[string, string][]} values
 */
export const restore = (form, values) => {
	/** @type {Map<string, Set<string>>} */
	const typed = new Map();
	for (const [name, value] of values) typed.set(name, (typed.get(name) ?? new Set()).add(value));
	const controls = [...form.elements].filter(isControl).filter(isTyped);
	for (const control of controls) fill(control, typed.get(control.name) ?? new Set());
	const known = new Set(controls.map(({ name }) => name));
	return values.filter(([name, value]) => !known.has(name) && value.trim().includes(" "));
};

/** @param {Control} control */
const isTyped = ({ name, type }) =>
	name !== "" && name !== "csrfmiddlewaretoken" && !/_FORMS$/.test(name) && type !== "submit";

/** @param {DOMStringMap} page */
const restoreHere = ({ author, notice = "", missing = "" }) => {
	const stored = sessionStorage.getItem(KEY);
	if (sessionStorage.getItem(AUTHOR) !== author) sessionStorage.removeItem(KEY);
	else if (stored) {
		/** @type {UnsentForm} */
		const { page, action, values } = JSON.parse(stored);
		const forms = findAll(document, "form[method=post]", HTMLFormElement);
		/** @param {HTMLFormElement} each */
		const fits = (each) => values.filter(([name]) => name in each.elements).length;
		const [form] = forms
			.filter((each) => new URL(each.action).pathname === action)
			.sort((one, other) => fits(other) - fits(one));
		if (new URL(page, location.href).pathname !== location.pathname || !form) return;
		sessionStorage.removeItem(KEY);
		const left = restore(form, values);
		form.closest("details")?.setAttribute("open", "");
		const shown = addNotice(notice);
		if (left.length) shown.append(` ${missing} `, left.map(([, value]) => value).join(" · "));
	}
	if (author) sessionStorage.setItem(AUTHOR, author);
};

const own = document.querySelector("script[data-author]");
if (own instanceof HTMLScriptElement) restoreHere(own.dataset);
document.getElementById("logout-form")?.addEventListener("submit", () => {
	sessionStorage.clear();
	for (const key of Object.keys(localStorage)) {
		if (key.startsWith("posting-draft:")) localStorage.removeItem(key);
	}
});
