// Sends a whole form with its file, and sends it again until the server has answered.
import { checkReadable } from "./file_reading.js";
import { retry } from "./retry.js";

const STANDSTILL_MS = 60000;

/** @type {SendForm} */
export const sendForm = (file, body, { signal, onProgress }) => {
	const attempt = async () => {
		await checkReadable(file); // of a form, browsers send a changed file as it is now, whatever its size
		const answer = await post(body, { signal, onProgress });
		if (answer.status && answer.status < 500) return answer;
		throw new Error(`${answer.status}`);
	};
	return retry(file, attempt, { signal, onFailure: () => onProgress(null) });
};

// The status is 0 where the connection broke, stood still or was called off.
/** @type {(body: FormData, options: SendOptions) => Promise<XMLHttpRequest>} */
const post = (body, { signal, onProgress }) =>
	new Promise((resolve) => {
		const request = new XMLHttpRequest(); // fetch does not tell how far it is
		const giveUp = () => request.abort();
		/** @type {ReturnType<typeof setTimeout> | undefined} */
		let timer;
		const restartTimer = () => {
			clearTimeout(timer);
			timer = setTimeout(giveUp, STANDSTILL_MS);
		};
		request.open("POST", location.href);
		request.upload.addEventListener("progress", ({ loaded }) => {
			restartTimer();
			onProgress(loaded);
		});
		request.addEventListener("loadend", () => {
			clearTimeout(timer);
			signal.removeEventListener("abort", giveUp);
			resolve(request);
		});
		signal.addEventListener("abort", giveUp);
		restartTimer();
		request.send(body);
	});
