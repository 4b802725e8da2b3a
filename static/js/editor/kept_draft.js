// What is typed is kept in this browser until it is saved, and offered again after a crash or a closed tab.
import { find } from "../dom.js";
import { restore } from "../restored_form.js";

const PREFIX = "posting-draft:";
const PAUSE = 1000;
const KEY = PREFIX + location.pathname;

/** @typedef {{author: string, version: string, at: string, isSent: boolean, values: [string, string][]}} KeptDraft */

/** @param {HTMLFormElement} form @returns {[string, string][]} */
const readValues = (form) =>
	[...new FormData(form)].flatMap(([name, value]) =>
		typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "version"
			? [/** @type {[string, string]} */ ([name, value])]
			: [],
	);

/** @returns {KeptDraft | null} */
const read = () => {
	try {
		return JSON.parse(localStorage.getItem(KEY) ?? "null");
	} catch {
		return null;
	}
};

const forget = () => localStorage.removeItem(KEY);

/** @param {HTMLFormElement} form */
export const keepDraft = (form) => {
	const texts = find(document, "#kept-draft", HTMLTemplateElement).dataset;
	const { author = "" } = find(document, "script[data-author]", HTMLScriptElement).dataset;
	const version = form.querySelector("[name=version]")?.getAttribute("value") ?? "";
	const before = JSON.stringify(readValues(form));
	const kept = read();
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let timer;

	/** @param {boolean} isSent */
	const keep = (isSent) => {
		clearTimeout(timer);
		const values = readValues(form);
		if (JSON.stringify(values) === before) return forget();
		const draft = { author, version, at: new Date().toISOString(), isSent, values };
		try {
			localStorage.setItem(KEY, JSON.stringify(draft));
		} catch {
			// Full, or forbidden: the page asks before it is left, as ever.
		}
	};
	const keepSoon = () => {
		clearTimeout(timer);
		timer = setTimeout(keep, PAUSE, false);
	};
	const isOfSomebodyElse = kept !== null && kept.author !== author;
	const wasSaved = kept?.isSent === true && kept.version !== version;
	if (!kept || isOfSomebodyElse || wasSaved || JSON.stringify(kept.values) === before) forget();
	else offer(form, kept, kept.version === version ? texts : { ...texts, kept: texts.keptOld });
	for (const kind of ["input", "change", "moved"]) form.addEventListener(kind, keepSoon);
	form.addEventListener("submit", () => keep(true));
};

/**
 * @param {HTMLFormElement} form
 * @param {KeptDraft} kept
 * @param {DOMStringMap} texts
 */
const offer = (form, kept, { kept: sentence = "", restore: yes = "", discard: no = "" }) => {
	const notice = document.createElement("p");
	notice.className = "restored-notice";
	notice.setAttribute("role", "status");
	const at = new Intl.DateTimeFormat(document.documentElement.lang, {
		dateStyle: "long",
		timeStyle: "short",
		timeZone: "Europe/Berlin",
	}).format(new Date(kept.at));
	notice.append(`${sentence.replace("{time}", at)} `);
	for (const [text, act] of /** @type {[string, () => void][]} */ ([
		[yes, () => putBack(form, kept.values)],
		[no, forget],
	])) {
		const button = document.createElement("button");
		button.type = "button";
		button.className = "button small";
		button.textContent = text;
		button.addEventListener("click", () => {
			notice.remove();
			act();
		});
		notice.append(button, " ");
	}
	find(form, ".editor").before(notice);
};

/**
 * @param {HTMLFormElement} form
 * @param {[string, string][]} values
 */
const putBack = (form, values) => {
	for (const [name, value] of values) {
		if (!name.endsWith("-TOTAL_FORMS")) continue;
		const total = form.elements.namedItem(name);
		if (!(total instanceof HTMLInputElement)) continue;
		const add = find(total.closest("[data-sections]") ?? form, "[data-add-section]");
		const missing = Number(value) - Number(total.value);
		for (let count = 0; count < missing; count++) add.click();
	}
	restore(form, values);
	form.dispatchEvent(new Event("moved"));
};
