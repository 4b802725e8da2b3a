// Sends a whole form, tells how far it is, and sends it again until the server has answered.
import { pause } from "./waiting.js";

const PATIENCE = 60000;

// The answer, after redirects; its status is 0 where the connection broke, stood still or was called off.
const send = (body, { signal, progress }) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch does not tell how far it is
    const giveUp = () => request.abort();
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, PATIENCE);
    };
    request.open("POST", location.href);
    request.upload.addEventListener("progress", ({ loaded }) => (wait(), progress(loaded)));
    request.addEventListener("loadend", () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
      resolve(request);
    });
    signal.addEventListener("abort", giveUp);
    wait();
    request.send(body);
  });

export const deliver = async (file, body, { signal, progress }) => {
  for (let tries = 0; ; tries += 1) {
    const answer = await send(body, { signal, progress });
    signal.throwIfAborted();
    if (answer.status && answer.status < 500) return answer;
    await file.slice(0, 1).arrayBuffer(); // of a file that was changed or moved since, there is nothing to send
    progress(null);
    await pause(tries, signal);
  }
};
