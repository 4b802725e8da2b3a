// The form by which a document is added to an application: it goes up with progress, and by itself once more
// when the connection drops. Without this script the same form sends it.
import { find, findAll } from "./dom.js";
import { clearError, clearErrorsOnInput } from "./field_errors.js";
import { findRefusal } from "./upload/file_limits.js";
import { addRow, showProgressIn } from "./upload/file_rows.js";
import { form } from "./upload/server_requests.js";
import { announce, explainRefusal, fillText } from "./upload/status_texts.js";
import "./upload/stray_drops.js";
import { sendForm } from "./upload/whole_form.js";

const input = find(form, "[type=file]", HTMLInputElement);
const field = find(form, ".field:has([type=file])");
const hint = find(field, ".hint").id;
let isBusy = false;

// --- What is wrong with the file stands beside the field, as when the server says it ------------

const clearRefusal = () => {
	clearError(field);
	announce("", "form-status");
};

/** @param {(string | Node)[]} sentences */
const markField = (...sentences) => {
	const message = document.createElement("div");
	message.className = "field-error";
	message.id = `${input.id}_error`;
	message.append(...sentences);
	field.classList.add("is-invalid");
	input.before(message);
	input.setAttribute("aria-invalid", "true");
	input.setAttribute("aria-describedby", `${hint} ${message.id}`);
};

/** @param {string} text */
const refuse = (text) => {
	clearRefusal();
	markField(text);
	input.focus();
};

/** @param {string} html the page with errors that the server answered */
const showErrorsOf = (html) => {
	const page = new DOMParser().parseFromString(html, "text/html");
	const summary = find(page, "#error-summary");
	clearRefusal();
	document.title = page.title;
	form.parentElement?.prepend(summary);
	markField(...page.querySelectorAll(".field-error > *"));
	summary.focus();
};

// --- Sending ------------------------------------------------------------------------------------

/** @param {boolean} value */
const setBusy = (value) => {
	isBusy = value;
	for (const each of findAll(form, ".field")) each.inert = value;
	window.onbeforeunload = value ? (event) => event.preventDefault() : null;
};

/** @param {File} file */
const send = async (file) => {
	const controller = new AbortController();
	const { signal } = controller;
	const body = new FormData(form);
	const row = addRow(file, "file", () => controller.abort());
	const showProgress = showProgressIn(row, file);
	let isWhole = false;
	/** @type {ShowProgress} */
	const onProgress = (loaded) => {
		isWhole ||= Number(loaded) >= file.size;
		showProgress(loaded && Math.min(loaded, file.size));
	};
	setBusy(true);
	const answer = await sendForm(file, body, { signal, onProgress }).catch((error) => error);
	setBusy(false);
	row.remove();
	if (signal.aborted) stop(file, isWhole);
	else settle(answer, file);
};

/** @type {(answer: unknown, file: File) => void} */
const settle = (answer, file) => {
	if (!(answer instanceof XMLHttpRequest)) refuse(explainRefusal(answer, file));
	else if (answer.status === 200) location.assign(answer.responseURL);
	else if (answer.status === 422) showErrorsOf(answer.responseText);
	else refuse(fillText("failed", file));
};

/** @type {(file: File, isWhole: boolean) => void} */
const stop = (file, isWhole) => {
	// It may have arrived before it was called off; the application's own page tells.
	if (isWhole) return location.assign(find(form, ".actions a", HTMLAnchorElement).href);
	announce(fillText("cancelled", file));
	input.focus();
};

input.addEventListener("change", () => {
	const file = input.files?.[0];
	const refusal = file && findRefusal(file);
	clearRefusal();
	if (refusal) refuse(fillText(refusal, file));
});

form.addEventListener("submit", (event) => {
	const file = input.files?.[0];
	if (!file) return; // the server says so
	event.preventDefault();
	if (isBusy) return announce(fillText("busy"), "form-status");
	const refusal = findRefusal(file);
	if (refusal) return refuse(fillText(refusal, file));
	clearRefusal();
	send(file);
});

clearErrorsOnInput(form);
