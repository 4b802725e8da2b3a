// Postings that a visitor has saved: kept in this browser, sent to nobody.
import { find, findAll } from "./dom.js";

const KEY = "saved-postings";
const MOST = 50;

/** @typedef {{number: string, title: string, path: string, language: string}} SavedPosting */

/** @returns {SavedPosting[]} the newest first; none where the browser keeps nothing */
const read = () => {
	try {
		return JSON.parse(localStorage.getItem(KEY) ?? "[]");
	} catch {
		return [];
	}
};

/** @param {SavedPosting[]} postings */
const write = (postings) => {
	try {
		localStorage.setItem(KEY, JSON.stringify(postings.slice(0, MOST)));
	} catch {
		// Full, or forbidden: it stays as it was.
	}
};

/** @param {string} number */
const isSaved = (number) => read().some((each) => each.number === number);

/** @param {SavedPosting} posting */
const toggle = (posting) => {
	const others = read().filter(({ number }) => number !== posting.number);
	write(isSaved(posting.number) ? others : [posting, ...others]);
};

/** The number that the address of a posting has in every language. @param {string} path */
const readNumber = (path) => /\/(\d+)-[^/]*\/$/.exec(path)?.[1] ?? "";

/** @param {HTMLElement} button @param {SavedPosting} posting */
const connect = (button, posting) => {
	const show = () => button.setAttribute("aria-pressed", String(isSaved(posting.number)));
	button.addEventListener("click", () => {
		toggle(posting);
		show();
		showSaved();
	});
	addEventListener("pageshow", show);
	show();
};

/** The button of a posting's own page. @param {HTMLElement} button @param {string} title */
export const offerSavingThis = (button, title) => {
	const path = location.pathname;
	connect(button, {
		number: readNumber(path),
		title,
		path,
		language: document.documentElement.lang,
	});
};

/** A button on each card. @param {ParentNode} page */
export const offerSaving = (page) => {
	const template = find(document, "#save-button", HTMLTemplateElement);
	for (const card of findAll(page, ".posting")) {
		const link = find(card, "h2 a", HTMLAnchorElement);
		const button = template.content.firstElementChild?.cloneNode(true);
		if (!(button instanceof HTMLElement)) continue;
		const { pathname: path } = new URL(link.href);
		const title = link.textContent.replace(/\s+/g, " ").trim();
		find(button, ".visually-hidden").append(` ${title}`);
		card.append(button);
		connect(button, {
			number: readNumber(path),
			title,
			path,
			language: link.closest("[lang]")?.getAttribute("lang") ?? "",
		});
	}
};

/** The saved ones above the list. */
export const showSaved = () => {
	const box = document.querySelector("#saved");
	if (!(box instanceof HTMLDetailsElement)) return;
	const postings = read();
	box.hidden = postings.length === 0;
	find(box, "b").textContent = String(postings.length);
	find(box, "ul").replaceChildren(
		...postings.map(({ title, path, language }) => {
			const entry = document.createElement("li");
			const link = document.createElement("a");
			Object.assign(link, { href: path, textContent: title, lang: language });
			entry.append(link);
			return entry;
		}),
	);
};
