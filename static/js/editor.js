// The editor of a posting. The page works without any of this; each module adds one thing to it.
import { watchCheck } from "./editor/check.js";
import { addCounts, addSums } from "./editor/counts.js";
import { warnBeforeLeaving } from "./editor/leaving.js";
import { addPreviews } from "./editor/preview.js";
import { orderSections } from "./editor/sections.js";

const form = document.getElementById("posting_form");
const { markdownUrl, blockUrl, checkUrl, previewLabel } =
  document.querySelector("[data-editor]").dataset;
const preview = { url: markdownUrl, previewLabel };

form.classList.add("is-scripted");
addPreviews(form, preview);
addCounts(form);
warnBeforeLeaving(form);
watchCheck(form, checkUrl);
addSums(form);
orderSections(form, blockUrl, (card) => {
  addPreviews(card, preview);
  addCounts(card);
});
