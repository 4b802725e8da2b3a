// What the server would refuse by size and name alone, told before anything is sent.
import { form } from "./server_requests.js";

const { bytes, refused = "" } = form.dataset;
const isRefused = new Set(refused.split(" "));
// As applications/documents/names.py has it. All other files are judged by what is in them.
const EXTENSION = /\.([a-z][a-z0-9]{1,4})$/i;

/** @type {FindRefusal} */
export const findRefusal = ({ name, size }) => {
	const extension = EXTENSION.exec(name)?.[1]?.toLowerCase() ?? "";
	if (!size) return "empty";
	if (size > Number(bytes)) return "size";
	return isRefused.has(extension) ? "type" : "";
};
