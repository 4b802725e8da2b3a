// How the form asks the server: with its own token, and with what stands in its fields.
export const form = document.getElementById("application");

export const ask = (url, method, { headers, ...more } = {}) => {
  const token = form.elements.csrfmiddlewaretoken.value;
  return fetch(url, { method, headers: { "X-CSRFToken": token, ...headers }, ...more });
};

export const typed = (more = {}) => {
  const texts = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams([...texts, ...Object.entries(more)]);
};
