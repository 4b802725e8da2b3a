// On phones one language at a time; wide windows show them beside each other.
import { closestTo, find, findAll } from "../dom.js";

/** @param {HTMLFormElement} form */
export const addLanguageTabs = (form) => {
	const tabs = findAll(form, ".editor-languages [data-language]", HTMLButtonElement);

	/** @param {string | undefined} language */
	const show = (language) => {
		form.dataset.shown = language ?? "";
		for (const tab of tabs) {
			tab.setAttribute("aria-pressed", String(tab.dataset.language === language));
		}
	};
	for (const tab of tabs) {
		tab.hidden = false;
		tab.addEventListener("click", () => show(tab.dataset.language));
	}
	show(tabs[0]?.dataset.language);
	document.addEventListener("click", (event) => {
		const link = closestTo(event, 'a[href^="#"]');
		if (!(link instanceof HTMLAnchorElement)) return;
		const target = document.getElementById(link.hash.slice(1));
		if (target?.lang && form.contains(target)) show(target.lang);
	});
	find(form, ".editor-languages").classList.add("has-tabs");
};
