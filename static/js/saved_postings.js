// Postings that a visitor has saved: kept in this browser, sent to nobody.
import { find, findAll } from "./dom.js";

const KEY = "saved-postings";
const MOST = 50;

/** @type {() => SavedPosting[]} */
const read = () => {
	try {
		return JSON.parse(localStorage.getItem(KEY) ?? "[]");
	} catch {
		return []; // This browser keeps nothing.
	}
};

/** @type {TestPosting} */
const isSaved = (posting) => read().some(({ number }) => number === posting.number);

/** @type {UsePosting} */
const toggle = (posting) => {
	const others = read().filter(({ number }) => number !== posting.number);
	const saved = isSaved(posting) ? others : [posting, ...others];
	try {
		localStorage.setItem(KEY, JSON.stringify(saved.slice(0, MOST)));
	} catch {
		// Full, or forbidden: it stays as it was.
	}
};

/** @type {ConnectButton} */
const connect = (button, path, title, language = "") => {
	const number = /\/(\d+)-[^/]*\/$/.exec(path)?.[1] ?? "";
	const posting = { number, title, path, language };
	const show = () => button.setAttribute("aria-pressed", `${isSaved(posting)}`);
	button.addEventListener("click", () => {
		toggle(posting);
		show();
		showSaved();
	});
	addEventListener("pageshow", show);
	show();
};

/** @type {(button: HTMLElement, title: string) => void} */
export const offerSavingThis = (button, title) =>
	connect(button, location.pathname, title, document.documentElement.lang);

export const offerSaving = () => {
	const template = find(document, "#save-button", HTMLTemplateElement);
	for (const link of findAll(document, ".posting h2 a", HTMLAnchorElement)) {
		const copy = document.importNode(template.content, true);
		const button = find(copy, "button");
		const title = (link.textContent ?? "").replace(/\s+/g, " ").trim();
		find(button, ".visually-hidden").append(` ${title}`);
		link.closest(".posting")?.append(copy);
		connect(button, link.pathname, title, link.closest("[lang]")?.getAttribute("lang") ?? "");
	}
};

/** The box of the list. */
export const showSaved = () => {
	const box = document.getElementById("saved");
	if (!box) return;
	const postings = read();
	box.hidden = !postings.length;
	find(box, "b").textContent = `${postings.length}`;
	find(box, ".saved-list").replaceChildren(
		...postings.map(({ title, path, language }) => {
			const entry = document.createElement("li");
			const link = document.createElement("a");
			entry.append(Object.assign(link, { href: path, textContent: title, lang: language }));
			return entry;
		}),
	);
};
