// Reads a chosen file. Browsers refuse one that was rewritten, moved or deleted since it was chosen.

/** A file that no waiting will bring through. */
export class Refused extends Error {
	/**
	 * @param {string} key in applications/_upload_words.html
	 * @param {string} sentence of the server, which goes first
	 */
	constructor(key, sentence = "") {
		super(sentence || key);
		this.key = key;
		this.sentence = sentence;
	}
}

/** @type {ReadBytes} */
export const readBytes = async (file, start, end) => {
	const part = file.slice(start, end);
	const bytes = await part.arrayBuffer().catch(() => null);
	// Not every browser looks at the date; all of them notice that a file has become shorter.
	if (bytes?.byteLength === end - start) return bytes;
	throw new Refused("altered");
};

/** @type {(file: Blob) => Promise<ArrayBuffer>} */
export const checkReadable = (file) => readBytes(file, Math.max(file.size - 1, 0), file.size);
