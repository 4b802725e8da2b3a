// @ts-check
// What the server would refuse by size and name alone, told before anything is sent.
import { form } from "./server_requests.js";

const { bytes, extensions = "" } = form.dataset;
const accepted = extensions.split(" ");
// As applications/documents/names.py has it: a name without one is given it by what is in the file.
const EXTENSION = /\.([a-z][a-z0-9]{1,4})$/i;

/**
 * @param {File} file
 * @returns {"" | "empty" | "size" | "type"} the key of the sentence that says why, or nothing
 */
export const findRefusal = ({ name, size }) => {
	const extension = EXTENSION.exec(name)?.[1]?.toLowerCase();
	if (!size) return "empty";
	if (size > Number(bytes)) return "size";
	return !extension || accepted.includes(extension) ? "" : "type";
};
