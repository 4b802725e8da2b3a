// The editor of a text block: previews of its Markdown, and a warning before typed text is lost.
import { find } from "./dom.js";
import { addPreviews } from "./editor/markdown_previews.js";
import { addMending } from "./editor/pasted_text.js";
import { warnBeforeLeaving } from "./editor/unsaved_changes.js";

const form = find(document, "#textblock_form", HTMLFormElement);
const { markdownUrl = "", previewLabel = "" } = find(document, "[data-blocks]").dataset;

addPreviews(form, { url: markdownUrl, previewLabel });
addMending(form);
warnBeforeLeaving(form);
