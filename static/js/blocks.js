// The editor of a text block: previews of its Markdown, and a warning before typed text is lost.
import { warnBeforeLeaving } from "./editor/leaving.js";
import { addPreviews } from "./editor/preview.js";

const form = document.getElementById("textblock_form");
const { markdownUrl, previewLabel } = document.querySelector("[data-blocks]").dataset;

addPreviews(form, { url: markdownUrl, previewLabel });
warnBeforeLeaving(form);
