// How long to wait before the next try; the connection's return ends it.
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 10000;

export const pause = (tries, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, Math.min(FIRST_PAUSE * 2 ** tries, LONGEST_PAUSE));
    addEventListener("online", resolve, { once: true, signal });
    signal.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
