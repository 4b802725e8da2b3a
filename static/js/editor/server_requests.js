// How the editor asks the server: with the form's own token, and one question at a time.
import { find } from "../dom.js";

/** @type {PostForm} */
export const post = async (url, body, signal) => {
	const token = find(document, "[name=csrfmiddlewaretoken]", HTMLInputElement).value;
	const answer = await fetch(url, {
		method: "POST",
		body,
		signal,
		headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
		redirect: "error",
	});
	if (!answer.ok) throw new Error(`${answer.status}`);
	return answer.text();
};

/** @type {Debounce} */
export const debounce = (ask, milliseconds) => {
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let timer;
	/** @type {AbortController | undefined} */
	let running;
	return () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			running?.abort();
			running = new AbortController();
			ask(running.signal).catch(() => {}); // Without an answer the page stays as it is.
		}, milliseconds);
	};
};
