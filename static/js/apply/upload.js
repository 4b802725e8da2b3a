// Sends one file in pieces. A broken connection is waited for; sending goes on where the server is.
import { ask, form, typed } from "./asking.js";
import { pause } from "./waiting.js";
import { words } from "./words.js";

const SMALLEST = 16 * 1024;
const LARGEST = 512 * 1024;
const QUICK = 4000;
const SLOW = 8000;
const canDigest = Boolean(globalThis.crypto?.subtle); // not where a page came by plain HTTP

// Of the next piece. A slow connection gets small ones: little is lost when it drops, and progress shows.
let length = 64 * 1024;

export class Refused extends Error {}

export const upload = async (file, kind, { signal, progress, isThere }) => {
  let sent = 0;
  for (let tries = 0; ; ) {
    try {
      let { path, offset, digest } = await begin(file, kind, signal);
      if (offset && (offset > sent || canDigest) && !(await beginsWith(file, offset, digest))) {
        await judged(await ask(path, "DELETE", { signal }), file);
        continue;
      }
      for (let isDone = false; !isDone; ) {
        progress(offset);
        sent = Math.min(offset + length, file.size);
        ({ isDone, offset } = await piece(path, file, offset, signal));
        tries = 0;
      }
      await isThere(); // the file is in its list before it leaves that of files on their way
      return;
    } catch (error) {
      if (signal.aborted || error instanceof Refused) throw error;
      length = Math.max(length / 2, SMALLEST);
      progress(null);
      await pause(tries, signal);
      tries += 1;
      // The answer to the last piece may be all that was lost.
      if (sent === file.size && (await isThere().catch(() => false))) return;
    }
  }
};

const begin = async (file, kind, signal) => {
  const about = { "file-name": file.name, "file-size": file.size, "file-kind": kind };
  return (await judged(await ask(form.dataset.uploads, "POST", { body: typed(about), signal }), file)).json();
};

// What has arrived may be of another page or time, and of another file of the same name and size.
const beginsWith = async (file, count, digest) => {
  if (!canDigest) return false;
  const hash = await crypto.subtle.digest("SHA-256", await file.slice(0, count).arrayBuffer());
  return digest === [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

const piece = async (path, file, offset, signal) => {
  const body = file.slice(offset, offset + length);
  const headers = { "Upload-Offset": offset, "Content-Type": "application/octet-stream" };
  const begun = performance.now();
  const answer = await judged(await ask(path, "PATCH", { body, headers, signal }), file);
  adapt(performance.now() - begun);
  const next = Number(answer.headers.get("Upload-Offset"));
  if (answer.status === 409 && next === offset) throw new Refused(words("failed", { name: file.name }));
  if (answer.status === 409) throw new Error(answer.status); // another page may send to it as well: begin anew
  return { isDone: answer.status === 200, offset: next };
};

const adapt = (milliseconds) => {
  if (milliseconds < QUICK) length = Math.min(length * 2, LARGEST);
  if (milliseconds > SLOW) length = Math.max(length / 2, SMALLEST);
};

// What may change by waiting is an ordinary error; what will not is refused.
const judged = async (answer, file) => {
  if (answer.ok || answer.status === 409) return answer;
  if ([410, 422].includes(answer.status)) throw new Refused((await answer.json()).error);
  if (answer.status >= 500 || answer.status === 404) throw new Error(answer.status);
  throw new Refused(words("failed", { name: file.name }));
};
