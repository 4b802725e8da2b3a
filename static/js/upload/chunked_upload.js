// Sends one file in chunks (applications/views/apply). Sending goes on where the server is.
import { Refused, readBytes } from "./file_reading.js";
import { retry } from "./retry.js";

const SHORTEST = 16 * 1024;
const LONGEST = 512 * 1024;
const QUICK_MS = 4000;
const SLOW_MS = 8000;
const canDigest = Boolean(globalThis.crypto?.subtle); // not where a page came by plain HTTP

// Of the next chunk. A slow connection gets short ones: little is lost when it drops, and progress shows.
let length = 64 * 1024;

/** @type {UploadInChunks} */
export const uploadInChunks = (file, server, { signal, onProgress }) => {
	let sent = 0;
	const onFailure = () => {
		length = Math.max(length / 2, SHORTEST);
		onProgress(null);
	};
	/** @param {() => void} restart */
	const attempt = async (restart) => {
		// The answer to the last chunk may be all that was lost.
		if (sent === file.size && (await server.isStored().catch(() => false))) return;
		const begun = await begin(file, server, sent, signal);
		/** @param {RequestOptions} chunk */
		const send = (chunk) => server.request(begun.path, "PATCH", { ...chunk, signal });
		for (let { offset } = begun, isDone = false; !isDone; restart()) {
			onProgress(offset);
			sent = Math.min(offset + length, file.size);
			const bytes = await readBytes(file, offset, sent);
			({ isDone, offset } = await sendChunk(bytes, offset, send));
		}
		await server.isStored(); // the file is in its list before it leaves that of files on their way
	};
	return retry(file, attempt, { signal, onFailure });
};

/** @type {BeginUpload} */
const begin = async (file, server, sent, signal) => {
	const begun = await announce(server, signal);
	const isOwn = begun.offset <= sent && !canDigest;
	if (!begun.offset || isOwn || (await beginsWith(file, begun))) return begun;
	await throwIfRefused(await server.request(begun.path, "DELETE", { signal }));
	const fresh = await announce(server, signal);
	if (fresh.offset) throw new Error("Another page has begun it meanwhile.");
	return fresh;
};

/** @type {(server: UploadServer, signal: AbortSignal) => Promise<BegunUpload>} */
const announce = async (server, signal) => {
	const answer = await server.announce(signal);
	// The announcement makes what is missing; if it cannot, the draft is no more.
	if (answer.status === 404) throw new Refused("failed");
	await throwIfRefused(answer);
	return answer.json();
};

/** @type {(file: File, begun: BegunUpload) => Promise<boolean>} */
const beginsWith = async (file, { offset, digest }) => {
	if (!canDigest || offset > file.size) return false;
	const hash = await crypto.subtle.digest("SHA-256", await readBytes(file, 0, offset));
	const digits = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0"));
	return digest === digits.join("");
};

/** @type {SendChunk} */
const sendChunk = async (body, start, send) => {
	const headers = { "Upload-Offset": `${start}`, "Content-Type": "application/octet-stream" };
	const begun = performance.now();
	const answer = await send({ body, headers });
	await throwIfRefused(answer);
	adaptLength(performance.now() - begun);
	const offset = Number(answer.headers.get("Upload-Offset"));
	if (answer.status === 409 && offset === start) throw new Refused("failed");
	if (answer.status === 409) throw new Error("Another page sends to it as well.");
	return { isDone: answer.status === 200, offset };
};

/** @param {number} milliseconds */
const adaptLength = (milliseconds) => {
	if (milliseconds < QUICK_MS) length = Math.min(length * 2, LONGEST);
	if (milliseconds > SLOW_MS) length = Math.max(length / 2, SHORTEST);
};

// What may change by waiting is an ordinary error; what will not is refused.
/** @param {Response} answer */
const throwIfRefused = async (answer) => {
	if (answer.ok || answer.status === 409) return;
	if ([410, 422, 429].includes(answer.status))
		// The proxy's own answers are pages.
		throw new Refused("failed", (await answer.json().catch(() => ({}))).error);
	if (answer.status >= 500 || answer.status === 404) throw new Error(`${answer.status}`);
	throw new Refused("failed");
};
