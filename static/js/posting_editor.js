// The editor of a posting. The page works without any of this; each module adds one thing to it.
import { find } from "./dom.js";
import { addCounts, addSums } from "./editor/character_counts.js";
import { checkWhileTyping } from "./editor/live_check.js";
import { addPreviews } from "./editor/markdown_previews.js";
import { addMending, mendPastes } from "./editor/pasted_text.js";
import { orderSections } from "./editor/section_list.js";
import { warnBeforeLeaving } from "./editor/unsaved_changes.js";
import "./readings.js";

const form = find(document, "#posting_form", HTMLFormElement);
const {
	markdownUrl = "",
	blockUrl = "",
	checkUrl = "",
	mendUrl = "",
	previewLabel = "",
} = find(document, "[data-editor]").dataset;
const preview = { url: markdownUrl, previewLabel };

form.classList.add("is-scripted");
addPreviews(form, preview);
addCounts(form);
warnBeforeLeaving(form);
checkWhileTyping(form, checkUrl);
addSums(form);
addMending(form);
orderSections(form, blockUrl, (card) => {
	addPreviews(card, preview);
	addCounts(card);
	mendPastes(card, mendUrl);
});
