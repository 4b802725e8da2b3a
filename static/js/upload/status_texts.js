// @ts-check
// What the scripts of the form say, in the language of the page.
import { find } from "../dom.js";
import { Refused } from "./file_reading.js";

const texts = find(document, "#upload-words", HTMLTemplateElement).dataset;

/**
 * @param {string} key
 * @param {{name?: string, percent?: number}} [values]
 */
export const fillText = (key, { name = "", percent = 0 } = {}) =>
	(texts[key] ?? "").replace(/NAME|PERCENT/g, (place) => (place === "NAME" ? name : `${percent}`));

/**
 * Why a file was not taken, as the server says it or else in words of the page.
 * @param {unknown} error
 * @param {File} file
 */
export const explainRefusal = (error, { name }) => {
	if (!(error instanceof Refused)) return fillText("failed", { name });
	return error.sentence || fillText(error.key, { name });
};

/**
 * @param {string} text
 * @param {string} [place] id of a live region
 */
export const announce = (text, place = "upload-status") => {
	find(document, `#${place}`).textContent = text;
};
