// How the form asks the server: with its own token, and with what stands in its fields.
export const form = document.getElementById("application");

// A phone may hold on to a dead connection for a quarter of an hour; we ask anew.
const PATIENCE = 60000;

export const ask = async (url, method, { headers, signal, ...more } = {}) => {
  const token = form.elements.csrfmiddlewaretoken.value;
  const calling = new AbortController();
  const giveUp = () => calling.abort();
  const timer = setTimeout(giveUp, PATIENCE);
  signal?.addEventListener("abort", giveUp);
  try {
    signal?.throwIfAborted();
    return await fetch(url, { method, headers: { "X-CSRFToken": token, ...headers }, signal: calling.signal, ...more });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
};

export const typed = (more = {}) => {
  const texts = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams([...texts, ...Object.entries(more)]);
};
