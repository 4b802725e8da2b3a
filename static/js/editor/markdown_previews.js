// A button beside each Markdown text that shows it as the public would read it.
import { findAll } from "../dom.js";
import { debounce, post } from "./server_requests.js";

/** @type {(root: HTMLElement, options: PreviewOptions) => void} */
export const addPreviews = (root, options) => {
	for (const text of findAll(root, "textarea[data-markdown]", HTMLTextAreaElement))
		addPreview(text, options);
};

/** @type {(text: HTMLTextAreaElement, options: PreviewOptions) => void} */
const addPreview = (text, { url, previewLabel }) => {
	const preview = makePreview(text);
	const toggle = makeToggle(text, previewLabel);

	/** @param {AbortSignal} signal */
	const render = async (signal) => {
		const body = new FormData();
		body.set("text", text.value);
		preview.innerHTML = await post(url, body, signal); // sanitised by the server
	};
	const renderSoon = debounce(render, 400);
	toggle.addEventListener("click", () => {
		preview.hidden = !preview.hidden;
		toggle.setAttribute("aria-pressed", `${!preview.hidden}`);
		if (!preview.hidden) renderSoon();
	});
	text.addEventListener("input", () => {
		if (!preview.hidden) renderSoon();
	});
};

/** @param {HTMLTextAreaElement} text */
const makePreview = (text) => {
	const preview = document.createElement("div");
	preview.className = "preview";
	preview.hidden = true;
	preview.lang = text.lang;
	preview.setAttribute("aria-live", "polite");
	text.after(preview);
	return preview;
};

/**
 * @param {HTMLTextAreaElement} text
 * @param {string} previewLabel
 */
const makeToggle = (text, previewLabel) => {
	const label = text.labels[0];
	const toggle = document.createElement("button");
	toggle.type = "button";
	toggle.className = "small preview-button";
	toggle.textContent = previewLabel;
	toggle.setAttribute("aria-pressed", "false");
	toggle.setAttribute("aria-label", `${previewLabel}: ${label?.textContent ?? ""}`);
	label?.after(toggle);
	return toggle;
};
