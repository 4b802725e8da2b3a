// What the scripts of the form say, in the language of the page.
import { find } from "../dom.js";
import { Refused } from "./file_reading.js";

const texts = find(document, "#upload-words", HTMLTemplateElement).dataset;

/** @type {FillText} */
export const fillText = (key, { name = "", percent = 0 } = {}) =>
	(texts[key] ?? "").replace(/NAME|PERCENT/g, (place) => (place === "NAME" ? name : `${percent}`));

/** @type {(error: unknown, file: File) => string} */
export const explainRefusal = (error, { name }) => {
	if (!(error instanceof Refused)) return fillText("failed", { name });
	return error.sentence || fillText(error.key, { name });
};

/** @type {Announce} */
export const announce = (text, place = "upload-status") => {
	find(document, `#${place}`).textContent = text;
};
