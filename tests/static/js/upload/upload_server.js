// @ts-check
// A server in this process that speaks the protocol of applications/views/apply, for one file at a time.
import { createHash } from "node:crypto";
import { createServer } from "node:http";

/** @typedef {import("node:http").IncomingMessage} Incoming */
/** @typedef {{status: number, headers?: Record<string, string>, body?: object}} Answer */

export class ApplicationServer {
	received = Buffer.alloc(0);
	size = 0;
	isStored = false;
	/** @type {string[]} what was asked, such as "PATCH 0" */
	requests = [];
	/**
	 * What becomes of a request instead: "cut" breaks the connection, "lose" only the answer.
	 * @type {(request: string) => Answer | "cut" | "lose" | undefined}
	 */
	interfere = () => undefined;
	#server = createServer((request, response) => this.#handle(request, response));

	async listen() {
		await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", () => resolve(null)));
		const address = this.#server.address();
		if (!address || typeof address === "string") throw new Error("It does not listen to a port.");
		this.url = `http://127.0.0.1:${address.port}`;
	}

	close() {
		this.#server.closeAllConnections();
		this.#server.close();
	}

	/**
	 * @param {File} file
	 * @returns {UploadServer}
	 */
	serverFor(file) {
		/** @type {SendRequest} */
		const request = (path, method, options) => fetch(this.url + path, { method, ...options });
		return {
			request,
			announce: (signal) => {
				const body = new URLSearchParams({ "file-size": `${file.size}` });
				return request("/uploads/", "POST", { body, signal });
			},
			isStored: async () => this.isStored,
		};
	}

	/**
	 * @param {Incoming} request
	 * @param {import("node:http").ServerResponse} response
	 */
	async #handle(request, response) {
		const body = Buffer.concat(await request.toArray());
		const offset = request.headers["upload-offset"];
		const asked = [request.method, offset].filter(Boolean).join(" ");
		this.requests.push(asked);
		const instead = this.interfere(asked);
		if (instead === "cut") return request.socket.destroy();
		const answer = typeof instead === "object" ? instead : this.#answer(request, body);
		if (instead === "lose") return request.socket.destroy();
		response.writeHead(answer.status, answer.headers);
		response.end(answer.body && JSON.stringify(answer.body));
	}

	/**
	 * @param {Incoming} request
	 * @param {Buffer} body
	 * @returns {Answer}
	 */
	#answer(request, body) {
		if (request.method === "POST") return this.#begin(body);
		if (request.method === "PATCH") return this.#take(request, body);
		this.received = Buffer.alloc(0);
		return { status: 204 };
	}

	/**
	 * @param {Buffer} body
	 * @returns {Answer}
	 */
	#begin(body) {
		this.size = Number(new URLSearchParams(`${body}`).get("file-size"));
		const digest = createHash("sha256").update(this.received).digest("hex");
		const offset = this.received.length;
		return { status: 201, body: { path: "/uploads/1/", offset, digest } };
	}

	/**
	 * @param {Incoming} request
	 * @param {Buffer} body
	 * @returns {Answer}
	 */
	#take(request, body) {
		const isNext = Number(request.headers["upload-offset"]) === this.received.length;
		if (isNext) this.received = Buffer.concat([this.received, body]);
		const headers = { "Upload-Offset": `${this.received.length}` };
		if (!isNext) return { status: 409, headers };
		this.isStored = this.received.length === this.size;
		return { status: this.isStored ? 200 : 204, headers };
	}
}
