// Tries to send a file until the server has answered, for both ways of sending: in chunks and whole.
import { checkReadable, Refused } from "./file_reading.js";

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 10000;

/** @type {Retry} */
export const retry = async (file, attempt, { signal, onFailure }) => {
	for (let tries = 0; ; tries += 1) {
		try {
			return await attempt(() => {
				tries = 0;
			});
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof Refused) throw error;
			await checkReadable(file); // without a connection as well: it can be chosen again at once
			onFailure();
			await pause(tries, signal);
		}
	}
};

/** @type {(tries: number, signal: AbortSignal) => Promise<void>} */
const pause = (tries, signal) =>
	new Promise((resolve, reject) => {
		const timer = setTimeout(resolve, Math.min(FIRST_PAUSE * 2 ** tries, LONGEST_PAUSE));
		const goOn = () => resolve();
		addEventListener("online", goOn, { once: true, signal });
		const giveUp = () => {
			clearTimeout(timer);
			reject(signal.reason);
		};
		signal.addEventListener("abort", giveUp, { once: true });
	});
