// Says beside a field for a number or a date how the server reads what is typed; without it the next page does.
import { find, findAll } from "./dom.js";
import { debounce, post } from "./editor/server_requests.js";

/** @param {HTMLOutputElement} output */
const showReading = (output) => {
	const input = find(document, `#${output.htmlFor.value}`, HTMLInputElement);
	const { reading = "", field = "" } = output.dataset;

	/** @type {(signal: AbortSignal, isFinished: boolean) => Promise<void>} */
	const read = async (signal, isFinished) => {
		const body = new FormData();
		body.set("field", field);
		body.set("text", input.value);
		const { words, error } = JSON.parse(await post(reading, body, signal));
		output.textContent = words || (isFinished ? error : "");
		output.classList.toggle("is-unreadable", !words);
	};
	const readSoon = debounce((signal) => read(signal, false), 300);
	const readFinally = debounce((signal) => read(signal, true), 0);
	input.addEventListener("input", () => {
		output.textContent = ""; // What stood there was read in another text.
		readSoon();
	});
	input.addEventListener("change", readFinally);
	if (input.value !== input.defaultValue) readSoon(); // typed before this script was there
};

findAll(document, "output[data-reading]", HTMLOutputElement).forEach(showReading);
