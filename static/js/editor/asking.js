// How the editor asks the server: with the form's own token, and one question at a time.

export const post = async (url, body, signal) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(url, {
    method: "POST",
    body,
    signal,
    headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
    redirect: "error",
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.text();
};

// Waits until nobody has typed for a moment; a newer question calls off the one before.
export const whenQuiet = (ask, milliseconds) => {
  let timer;
  let running;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running?.abort();
      running = new AbortController();
      ask(running.signal).catch(() => {}); // Without an answer the page stays as it is.
    }, milliseconds);
  };
};
