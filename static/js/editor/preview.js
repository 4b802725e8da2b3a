// A button beside each Markdown text that shows it as the public would read it.
import { post, whenQuiet } from "./asking.js";

export const addPreviews = (root, options) => {
  for (const text of root.querySelectorAll("textarea[data-markdown]")) addPreview(text, options);
};

const addPreview = (text, { url, previewLabel }) => {
  const toggle = document.createElement("button");
  const shown = document.createElement("div");
  toggle.type = "button";
  toggle.className = "small to-preview";
  toggle.textContent = previewLabel;
  toggle.setAttribute("aria-pressed", "false");
  shown.className = "preview";
  shown.hidden = true;
  shown.lang = text.lang;
  shown.setAttribute("aria-live", "polite");
  const name = text.labels[0]?.textContent ?? "";
  toggle.setAttribute("aria-label", `${previewLabel}: ${name}`);
  text.labels[0]?.after(toggle);
  text.after(shown);

  const render = async (signal) => {
    const body = new FormData();
    body.set("text", text.value);
    shown.innerHTML = await post(url, body, signal); // sanitised by the server
  };
  const refresh = whenQuiet(render, 400);
  toggle.addEventListener("click", () => {
    shown.hidden = !shown.hidden;
    toggle.setAttribute("aria-pressed", String(!shown.hidden));
    if (!shown.hidden) refresh();
  });
  text.addEventListener("input", () => shown.hidden || refresh());
};
