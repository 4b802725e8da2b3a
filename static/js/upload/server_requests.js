// How the form asks the server: with its own token, and with what stands in its fields.
import { find } from "../dom.js";

export const form = find(document, "#application", HTMLFormElement);

// A phone may hold on to a dead connection for a quarter of an hour; we ask again.
const PATIENCE_MS = 60000;

/** @type {SendRequest} */
export const request = async (url, method, { headers, signal, ...more } = {}) => {
	const token = find(form, "[name=csrfmiddlewaretoken]", HTMLInputElement).value;
	const patience = new AbortController();
	const giveUp = () => patience.abort();
	const timer = setTimeout(giveUp, PATIENCE_MS);
	signal?.addEventListener("abort", giveUp);
	try {
		signal?.throwIfAborted();
		return await fetch(url, {
			method,
			headers: { "X-CSRFToken": token, ...headers },
			signal: patience.signal,
			...more,
		});
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener("abort", giveUp);
	}
};

/** @type {TypedValues} */
export const typedValues = (more = {}) => {
	const values = new URLSearchParams();
	for (const [name, value] of new FormData(form))
		if (typeof value === "string") values.append(name, value);
	for (const [name, value] of Object.entries(more)) values.append(name, value);
	return values;
};
