// The lists of files: those the draft holds, as the server shows them, and those on their way.
import { find, findAll } from "../dom.js";
import { clearError } from "../field_errors.js";
import { form, request, typedValues } from "./server_requests.js";
import { announce, fillText } from "./status_texts.js";

const template = find(document, "#upload-row", HTMLTemplateElement);

/** @param {string} kind */
export const listHeld = (kind) => find(form, `[data-held="${kind}"]`);

/** @param {HTMLElement} list */
export const countHeld = (list) => list.querySelectorAll(".file:not(.is-unfinished)").length;

/** @param {string} kind */
const listOnItsWay = (kind) => {
	const held = listHeld(kind);
	const next = held.nextElementSibling;
	if (next?.matches(".unfinished-files")) return next;
	const list = document.createElement("ul");
	list.className = "files unfinished-files";
	held.after(list);
	return list;
};

/** @type {(row: HTMLElement, file: File) => boolean} */
export const isOf = (row, file) =>
	row.dataset.name === file.name.normalize() && Number(row.dataset.size) === file.size;

/** @type {AddRow} */
export const addRow = (file, kind, cancel) => {
	const row = find(template.content, ".file").cloneNode(true);
	if (!(row instanceof HTMLElement)) throw new Error("The template holds no element.");
	const button = find(row, "button", HTMLButtonElement);
	row.dataset.name = file.name.normalize();
	row.dataset.size = `${file.size}`;
	find(row, ".file-name").textContent = file.name;
	find(row, ".file-type").textContent = shortenType(file.name);
	find(row, ".file-status").textContent = fillText("waiting");
	find(row, "progress", HTMLProgressElement).setAttribute("aria-label", file.name);
	button.append(hideVisually(file.name));
	button.addEventListener("click", cancel);
	listOnItsWay(kind).append(row);
	return row;
};

/** @param {string} name */
const shortenType = (name) => (name.split(".").pop() ?? "").slice(0, 4).toUpperCase();

/** @param {string} text */
const hideVisually = (text) => {
	const span = document.createElement("span");
	span.className = "visually-hidden";
	span.textContent = ` ${text}`;
	return span;
};

/** @type {ShowProgressIn} */
export const showProgressIn = (row, file) => {
	const bar = find(row, "progress", HTMLProgressElement);
	let announced = "";
	return (offset) => {
		if (offset !== null) bar.value = Math.floor((100 * offset) / file.size);
		const key = offset === null ? "offline" : "progress";
		const text = fillText(key, { name: file.name, percent: bar.value });
		const step = key + Math.floor(bar.value / 25);
		find(row, ".file-status").textContent = text;
		if (announced !== step) announce(text);
		announced = step;
	};
};

/** @type {(row: HTMLElement, text: string) => void} */
export const showRefusal = (row, text) => {
	row.classList.add("is-refused");
	row.querySelector("progress")?.remove();
	const label = find(row, "button", HTMLButtonElement).firstChild;
	if (label) label.textContent = fillText("dismiss");
	find(row, ".file-status").textContent = text;
	announce(text);
};

/** @type {RefreshLists} */
export const refreshLists = async (change) => {
	const more = change ? { body: typedValues(change) } : {};
	const answer = await request(form.dataset.files ?? "", change ? "POST" : "GET", more);
	if (!answer.ok) throw new Error(`${answer.status}`);
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	for (const list of findAll(page, "[data-held]")) replaceList(list);
	showSaved(page);
	hideWhatIsComing();
};

/** @param {HTMLElement} fresh from the server */
const replaceList = (fresh) => {
	const shown = form.querySelector(`[data-held="${fresh.dataset.held}"]`);
	if (!(shown instanceof HTMLElement)) return;
	const before = countHeld(shown);
	shown.replaceChildren(...fresh.children);
	// What has arrived settles what its field asked for.
	if (countHeld(shown) > before) clearError(shown.previousElementSibling);
};

// Not read out, since it follows on everything that is typed.
/** @param {Document} page from the server */
export const showSaved = (page) => {
	const text = page.getElementById("saved")?.textContent;
	if (text) announce(text, "saved");
};

export const hideWhatIsComing = () => {
	const coming = findAll(form, ".unfinished-files .file:not(.is-refused)");
	for (const row of findAll(form, "[data-held] .is-unfinished"))
		row.hidden = coming.some(
			({ dataset }) => dataset.name === row.dataset.name && dataset.size === row.dataset.size,
		);
};
