// The form by which people apply: files go up as soon as they are chosen, and what is typed is kept
// once there is a draft. Without this script the same form sends everything.
import { closestTo, find, findAll, isControl } from "./dom.js";
import { clearErrorsOnInput } from "./field_errors.js";
import "./readings.js";
import { uploadInChunks } from "./upload/chunked_upload.js";
import { findRefusal } from "./upload/file_limits.js";
import {
	addRow,
	hideWhatIsComing,
	isOf,
	listHeld,
	refreshLists,
	showProgressIn,
	showRefusal,
	showSaved,
} from "./upload/file_rows.js";
import { form, request, typedValues } from "./upload/server_requests.js";
import "./upload/form_hints.js";
import { announce, explainRefusal, fillText } from "./upload/status_texts.js";
import "./upload/stray_drops.js";

const { count, together, files = "", uploads = "" } = form.dataset;
/** @type {QueuedFile[]} */
const queue = [];
let isBusy = false;
/** @type {HTMLElement | null} */
let waitingToSubmit = null;
let hasDraft = "draft" in form.dataset;

form.classList.add("is-scripted");
// A reload shows the draft; it does not post an older state of the form over it.
history.replaceState(null, "", location.href);
form.querySelector(".upload-button")?.remove();
clearErrorsOnInput(form);

// --- Files on their way -----------------------------------------------------------------------

/** @param {File} file */
const findRefusalBesideOthers = (file) => {
	const rows = findAll(form, ".file:not(.is-refused, [hidden])");
	const others = rows.filter((row) => !isOf(row, file));
	const size = others.reduce((sum, row) => sum + Number(row.dataset.size), file.size);
	if (others.length >= Number(count)) return "count";
	return size > Number(together) ? "together" : "";
};

/** @type {(chosen: FileList, kind: string) => void} */
const takeFiles = (chosen, kind) => {
	for (const file of chosen) {
		removeRefused(kind, file); // its row asked for this
		const refusal = findRefusal(file) || findRefusalBesideOthers(file);
		const controller = new AbortController();
		const row = addRow(file, kind, () => {
			controller.abort();
			row.remove();
			const field = listHeld(kind).previousElementSibling;
			if (field) find(field, "input", HTMLInputElement).focus();
		});
		if (refusal) showRefusal(row, fillText(refusal, { name: file.name }));
		else queue.push({ file, kind, row, signal: controller.signal });
	}
	hideWhatIsComing();
	uploadQueued();
};

/** @type {(kind: string, file: File) => void} */
const removeRefused = (kind, { name }) => {
	const rows = listHeld(kind).nextElementSibling?.querySelectorAll(".is-refused") ?? [];
	for (const row of rows)
		if (row instanceof HTMLElement && row.dataset.name === name.normalize()) row.remove();
};

const uploadQueued = async () => {
	if (isBusy) return;
	isBusy = true;
	for (let next = queue.shift(); next; next = queue.shift()) await upload(next);
	isBusy = false;
	if (waitingToSubmit) form.requestSubmit(waitingToSubmit);
};

/** @param {QueuedFile} queued */
const upload = async (queued) => {
	const { file, row, signal } = queued;
	try {
		signal.throwIfAborted();
		await uploadInChunks(file, serverFor(queued), { signal, onProgress: trackProgress(row, file) });
		row.remove();
		announce(fillText("done", file));
	} catch (error) {
		if (!signal.aborted) return refuseQueued(queued, error);
		announce(fillText("cancelled", file));
		await dropUpload(file);
	}
};

/** @type {(queued: QueuedFile) => UploadServer} */
const serverFor = ({ file, kind }) => ({
	request,
	announce: (signal) => {
		const about = { "file-name": file.name, "file-size": `${file.size}`, "file-kind": kind };
		return request(uploads, "POST", { body: typedValues(about), signal });
	},
	isStored: async () => {
		await refreshLists();
		const rows = findAll(listHeld(kind), ".file:not(.is-unfinished)", HTMLElement);
		return rows.some((row) => isOf(row, file));
	},
});

// Nothing is sent without a file that was meant to be in it.
/** @type {(queued: QueuedFile, error: unknown) => void} */
const refuseQueued = ({ row, file }, error) => {
	const text = explainRefusal(error, file);
	dropUpload(file); // nobody has to wait for it
	showRefusal(row, text);
	if (waitingToSubmit) announce(text, "form-status");
	else row.dataset.unannounced = text;
	waitingToSubmit = null;
};

const announceRefused = () => {
	const rows = findAll(form, "[data-unannounced]");
	announce(rows.map((row) => row.dataset.unannounced).join(" "), "form-status");
	for (const row of rows) delete row.dataset.unannounced;
	return rows.length > 0;
};

/** @type {(row: HTMLElement, file: File) => ShowProgress} */
const trackProgress = (row, file) => {
	const show = showProgressIn(row, file);
	return (offset) => {
		hasDraft ||= offset !== null;
		show(offset);
	};
};

// What has arrived of a file that will not come is deleted.
/** @param {File} file */
const dropUpload = async (file) => {
	await refreshLists().catch(() => {});
	const rows = findAll(form, "[data-held] .is-unfinished");
	const row = rows.find((each) => isOf(each, file));
	if (!row) return;
	const drop = find(row, "button", HTMLButtonElement).value;
	await refreshLists({ drop }).catch(() => {});
};

// --- Choosing and dropping --------------------------------------------------------------------

for (const input of findAll(form, "input[type=file]", HTMLInputElement)) {
	const field = find(form, `.field:has(#${input.id})`);
	input.addEventListener("change", () => {
		if (input.files) takeFiles(input.files, input.name);
		input.value = "";
	});
	for (const type of /** @type {const} */ (["dragover", "dragleave", "drop"]))
		field.addEventListener(type, (event) => {
			event.preventDefault();
			field.classList.toggle("is-drop-target", type === "dragover");
			if (type === "drop" && event.dataTransfer) takeFiles(event.dataTransfer.files, input.name);
		});
}

// --- The small buttons, and everything that is typed --------------------------------------------

/** @type {(change: Record<string, string>, focusSelector: string) => Promise<void>} */
const changeFiles = async (change, focus) => {
	await refreshLists(change);
	announce(fillText("changed"));
	const element = document.querySelector(focus);
	if (element instanceof HTMLElement) element.focus();
};

form.addEventListener("click", (event) => {
	const button = closestTo(event, "[name=remove], [name=drop]");
	const list = closestTo(event, "[data-held]");
	if (!list || !(button instanceof HTMLButtonElement)) return;
	event.preventDefault();
	changeFiles({ [button.name]: button.value }, `#id_${list.dataset.held}`).catch(() =>
		form.requestSubmit(button),
	);
});

form.addEventListener("change", ({ target }) => {
	if (!isControl(target)) return;
	const rekind = target.dataset.document;
	if (rekind) changeFiles({ rekind }, `#${target.id}`).catch(() => {});
	else if (target.type !== "file") saveTyped();
});

// What could not be kept is tried again with the connection; a tab that is put aside may never come back.
let isSaved = true;
const saveTyped = async ({ keepalive = false } = {}) => {
	if (isSaved || !hasDraft) return;
	isSaved = true;
	try {
		const answer = await request(files, "POST", { body: typedValues(), keepalive });
		if (!answer.ok) throw new Error(`${answer.status}`);
		showSaved(new DOMParser().parseFromString(await answer.text(), "text/html"));
	} catch {
		isSaved = false;
	}
};
form.addEventListener("input", ({ target }) => {
	if (isControl(target) && target.type !== "file") isSaved = false;
});
addEventListener("online", () => saveTyped());
document.addEventListener("visibilitychange", () => {
	if (document.hidden) saveTyped({ keepalive: true });
});

form.addEventListener("submit", (event) => {
	if (isBusy) {
		event.preventDefault();
		waitingToSubmit = event.submitter;
		announce(fillText("busy"), "form-status");
	} else if (announceRefused()) event.preventDefault();
	else isSaved = true; // by this very request; another would change what is reviewed
});
