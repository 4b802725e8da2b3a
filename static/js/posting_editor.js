// The editor of a posting. The page works without any of this; each module adds one thing to it.
import { find } from "./dom.js";
import { addCounts, addSums } from "./editor/character_counts.js";
import { foldParts } from "./editor/folding.js";
import { keepDraft } from "./editor/kept_draft.js";
import { addLanguageTabs } from "./editor/language_tabs.js";
import { checkWhileTyping } from "./editor/live_check.js";
import { addPreviews } from "./editor/markdown_previews.js";
import { addOutline } from "./editor/outline.js";
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
foldParts(form);
addOutline(form);
addLanguageTabs(form);
keepDraft(form);
document.addEventListener("keydown", (event) => {
	if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
	event.preventDefault();
	form.requestSubmit(find(form, ".editor-actions [name=_continue]"));
});
