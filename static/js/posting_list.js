// The list of postings: filters apply at once, on the same page, and postings can be saved. All else works without.
import { closestTo, find, findAll } from "./dom.js";
import { offerSaving, showSaved } from "./saved_postings.js";

const form = find(document, "#find", HTMLFormElement);
const results = find(document, "#results");
const status = find(results, ".result-count");
let running = new AbortController();

/** @type {(page: ParentNode) => HTMLDetailsElement[]} */
const findFolds = (page) => findAll(page, ".filters details", HTMLDetailsElement);

// A script needs no button to apply; on phones one leads from the filters to what they found.
const swapButtons = () => {
	for (const each of findAll(document, ".filters .actions button"))
		each.hidden = !("fold" in each.dataset);
};

/** @type {UsePage} */
const replaceFilters = (page) => {
	const old = document.querySelector(".filters");
	const filters = page.querySelector(".filters");
	if (!old || !filters) return;
	const focused = document.activeElement;
	const open = new Set(findFolds(document).map((each) => each.open && each.dataset.name));
	for (const each of findFolds(page)) each.open = open.has(each.dataset.name);
	old.replaceWith(filters);
	swapButtons();
	if (focused instanceof HTMLInputElement && old.contains(focused))
		findAll(filters, `[name="${focused.name}"]`, HTMLInputElement)
			.find(({ value }) => value === focused.value)
			?.focus({ preventScroll: true });
};

/** @type {UsePage} */
const replaceResults = (page) => {
	const found = find(page, "#results");
	const sentence = find(found, ".result-count");
	status.replaceChildren(...sentence.childNodes); // in its place, so that it is announced
	sentence.remove();
	while (status.nextSibling) status.nextSibling.remove();
	status.after(...found.childNodes);
	offerSaving();
};

/** @param {string} address */
const load = async (address) => {
	running.abort();
	running = new AbortController();
	const { signal } = running;
	results.ariaBusy = "true";
	try {
		const answer = await fetch(address, { signal });
		if (!answer.ok) throw new Error(answer.statusText);
		const page = new DOMParser().parseFromString(await answer.text(), "text/html");
		replaceFilters(page);
		replaceResults(page);
		document.querySelector(".languages")?.replaceWith(find(page, ".languages"));
		document.title = page.title;
		results.ariaBusy = null;
	} catch {
		if (!signal.aborted) location.assign(address);
	}
};

/** @param {string} address */
const go = (address) => {
	history.pushState(null, "", address);
	return load(address);
};

const applyFilters = () => {
	const query = new URLSearchParams();
	for (const [name, value] of new FormData(form)) if (value) query.append(name, `${value}`);
	const order = new URLSearchParams(location.search).get("sort");
	if (order) query.set("sort", order);
	go(location.pathname + (query.size ? `?${query}` : ""));
};

document.addEventListener("change", (event) => {
	if (closestTo(event, ".filters")) applyFilters();
});
document.addEventListener("click", async (event) => {
	const removal = closestTo(event, ".chosen-filters a");
	const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
	if (removal instanceof HTMLAnchorElement && isPlain) {
		event.preventDefault();
		await go(removal.href);
		status.focus();
	} else if (closestTo(event, "[data-fold]")) {
		const [sheet] = findFolds(document);
		if (sheet) sheet.open = false;
		status.focus({ preventScroll: true });
		status.scrollIntoView();
	}
});
addEventListener("popstate", () => load(location.href));

status.tabIndex = -1;
swapButtons();
offerSaving();
showSaved();
