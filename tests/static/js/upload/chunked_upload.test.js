// @ts-check
import assert from "node:assert/strict";
import { openAsBlob } from "node:fs";
import { mkdtemp, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { ApplicationServer } from "./upload_server.js";

// A browser's event that ends a pause: here the connection always comes back at once.
Object.assign(globalThis, {
	addEventListener: (/** @type {string} */ _type, /** @type {() => void} */ listener) =>
		setImmediate(listener),
});

const content = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, index) => index % 251));
/** @type {ApplicationServer} */
let server;
/** @type {string} */
let folder;
/** @type {string} */
let path;
/** @type {(number | null)[]} */
let progress;

beforeEach(async () => {
	server = new ApplicationServer();
	await server.listen();
	folder = await mkdtemp(join(tmpdir(), "upload-"));
	path = join(folder, "CV.pdf");
	progress = [];
	await writeFile(path, content);
});

afterEach(async () => {
	server.close();
	await rm(folder, { recursive: true });
});

/** The file as it was chosen: like in a browser, it cannot be read once it was changed on the disk. */
const chooseFile = async () => /** @type {File} */ (await openAsBlob(path));

let moduleCount = 0;

/**
 * Uploads with a module of its own: it remembers how fast the connection was.
 * @param {File} file
 * @param {AbortSignal} [signal]
 */
const upload = async (file, signal = new AbortController().signal) => {
	moduleCount += 1;
	const address = `../../../../static/js/upload/chunked_upload.js?${moduleCount}`;
	const { uploadInChunks } = await import(address);
	const onProgress = (/** @type {number | null} */ offset) => progress.push(offset);
	return uploadInChunks(file, server.serverFor(file), { signal, onProgress });
};

/** @param {string} key */
const refusedAs = (key) => (/** @type {{key?: string}} */ error) => error.key === key;

test("file arrives in chunks that grow on a quick connection", async () => {
	await upload(await chooseFile());
	assert.deepEqual(server.requests, ["POST", "PATCH 0", "PATCH 65536", "PATCH 196608"]);
	assert.deepEqual(progress, [0, 65536, 196608]);
	assert.deepEqual(server.received, content);
});

test("upload goes on where the server is", async () => {
	server.received = content.subarray(0, 100_000);
	await upload(await chooseFile());
	assert.deepEqual(server.requests.slice(0, 2), ["POST", "PATCH 100000"]);
	assert.deepEqual(server.received, content);
});

test("upload begins again where the server holds another file's bytes", async () => {
	server.received = Buffer.from("of another file");
	await upload(await chooseFile());
	assert.deepEqual(server.requests.slice(0, 4), ["POST", "DELETE", "POST", "PATCH 0"]);
	assert.deepEqual(server.received, content);
});

test("upload begins again where the server holds more than the file has", async () => {
	server.received = Buffer.concat([content, content]);
	await upload(await chooseFile());
	assert.deepEqual(server.received, content);
});

for (const trouble of /** @type {const} */ (["cut", "lose"]))
	test(`chunk is sent again after a connection that broke: ${trouble}`, async () => {
		let count = 0;
		server.interfere = (asked) => {
			count += Number(asked === "PATCH 65536");
			return asked === "PATCH 65536" && count === 1 ? trouble : undefined;
		};
		await upload(await chooseFile());
		assert.equal(progress.includes(null), true);
		assert.deepEqual(server.received, content);
	});

for (const status of [404, 500, 503])
	test(`chunk is sent again after an answer that passes: ${status}`, async () => {
		let count = 0;
		server.interfere = (asked) => {
			count += Number(asked.startsWith("PATCH"));
			return asked.startsWith("PATCH") && count === 1 ? { status } : undefined;
		};
		await upload(await chooseFile());
		assert.deepEqual(server.received, content);
	});

test("chunks get shorter on a connection that drops", async () => {
	let count = 0;
	server.interfere = (asked) => {
		count += Number(asked.startsWith("PATCH"));
		return asked.startsWith("PATCH") && count <= 2 ? "cut" : undefined;
	};
	await upload(await chooseFile());
	assert.deepEqual(server.requests.slice(5, 8), ["PATCH 0", "PATCH 16384", "PATCH 49152"]);
});

test("lost answer to the last chunk is no second upload", async () => {
	server.interfere = (asked) => (asked === "PATCH 196608" ? "lose" : undefined);
	await upload(await chooseFile());
	assert.equal(server.requests.filter((asked) => asked === "POST").length, 1);
});

for (const [change, apply] of /** @type {[string, () => Promise<void>][]} */ ([
	["rewritten", () => writeFile(path, "something else")],
	["longer", () => writeFile(path, Buffer.concat([content, content]))],
	["deleted", () => unlink(path)],
]))
	test(`file that is ${change} before it goes up is refused`, async () => {
		const file = await chooseFile();
		await apply();
		await assert.rejects(upload(file), refusedAs("altered"));
		assert.deepEqual(server.requests, ["POST"]);
	});

test("file that is rewritten between two tries is refused", async () => {
	const file = await chooseFile();
	server.interfere = (asked) => (asked === "PATCH 65536" ? "cut" : undefined);
	progress.push = (offset) => {
		if (offset === null) writeFile(path, "something else");
		return 0;
	};
	await assert.rejects(upload(file), refusedAs("altered"));
});

test("file that is rewritten is refused also while there is no server", async () => {
	const file = await chooseFile();
	server.interfere = () => "cut";
	await writeFile(path, "something else");
	await assert.rejects(upload(file), refusedAs("altered"));
});

for (const status of [410, 422])
	test(`refusal of the server is told in its words: ${status}`, async () => {
		server.interfere = (asked) =>
			asked === "PATCH 0" ? { status, body: { error: "It is damaged." } } : undefined;
		await assert.rejects(upload(await chooseFile()), { sentence: "It is damaged." });
	});

for (const status of [400, 403, 413, 429])
	test(`answer that waiting does not change is a refusal: ${status}`, async () => {
		server.interfere = (asked) => (asked === "PATCH 0" ? { status } : undefined);
		await assert.rejects(upload(await chooseFile()), refusedAs("failed"));
	});

test("announcement for a draft that is gone is a refusal", async () => {
	server.interfere = () => ({ status: 404 });
	await assert.rejects(upload(await chooseFile()), refusedAs("failed"));
	assert.deepEqual(server.requests, ["POST"]);
});

test("chunk that the server refuses to place is a refusal", async () => {
	server.interfere = (asked) =>
		asked === "PATCH 0" ? { status: 409, headers: { "Upload-Offset": "0" } } : undefined;
	await assert.rejects(upload(await chooseFile()), refusedAs("failed"));
});

test("upload that is called off stops for good", async () => {
	const controller = new AbortController();
	server.interfere = (asked) => {
		if (asked === "PATCH 65536") controller.abort();
		return undefined;
	};
	await assert.rejects(upload(await chooseFile(), controller.signal), { name: "AbortError" });
	assert.deepEqual(server.requests, ["POST", "PATCH 0", "PATCH 65536"]);
});
