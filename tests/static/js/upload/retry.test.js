// @ts-check
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Refused } from "../../../../static/js/upload/file_reading.js";
import { retry } from "../../../../static/js/upload/retry.js";

const file = new Blob(["content"]);
Object.assign(globalThis, { addEventListener: () => {} });

/**
 * Runs until it has answered, and writes down how long each pause was meant to be.
 * @param {(restart: () => void) => Promise<string>} attempt
 */
const runWithPauses = async (attempt) => {
	/** @type {number[]} */
	const pauses = [];
	const timer = mock.method(globalThis, "setTimeout", (/** @type {() => void} */ go, ms = 0) => {
		pauses.push(ms);
		setImmediate(go);
	});
	const { signal } = new AbortController();
	const answer = await retry(file, attempt, { signal, onFailure: () => {} });
	timer.mock.restore();
	return { answer, pauses };
};

test("pauses grow up to a limit", async () => {
	let tries = 0;
	const found = await runWithPauses(async () => {
		tries += 1;
		if (tries < 7) throw new Error("no connection");
		return "done";
	});
	assert.deepEqual(found, { answer: "done", pauses: [1000, 2000, 4000, 8000, 10000, 10000] });
});

test("pauses begin again after a success in between", async () => {
	let tries = 0;
	const found = await runWithPauses(async (restart) => {
		tries += 1;
		if (tries === 3) restart();
		if (tries < 5) throw new Error("no connection");
		return "done";
	});
	assert.deepEqual(found.pauses, [1000, 2000, 1000, 2000]);
});

test("refusal ends it at once", async () => {
	const { signal } = new AbortController();
	const attempt = async () => {
		throw new Refused("failed");
	};
	await assert.rejects(retry(file, attempt, { signal, onFailure: assert.fail }), {
		key: "failed",
	});
});

test("pause ends when it is called off", async () => {
	const controller = new AbortController();
	const attempt = async () => {
		throw new Error("no connection");
	};
	const onFailure = () => setImmediate(() => controller.abort());
	const running = retry(file, attempt, { signal: controller.signal, onFailure });
	await assert.rejects(running, { name: "AbortError" });
});
