// The form by which a document is added to an application: it goes up with progress, and by itself once more
// when the connection drops. Without this script the same form sends it.
import { form } from "./apply/asking.js";
import "./apply/astray.js";
import { refusalOf } from "./apply/limits.js";
import { addRow, progressIn } from "./apply/rows.js";
import { deliver } from "./apply/sending.js";
import { announce, words } from "./apply/words.js";

const input = form.querySelector("[type=file]");
const field = input.closest(".field");
const hint = field.querySelector(".hint").id;
let isBusy = false;

// --- What is wrong with the file stands beside the field, as when the server says it ------------

const clear = () => {
  field.classList.remove("bad");
  field.querySelector(".msg")?.remove();
  document.getElementById("error-summary")?.remove();
  input.removeAttribute("aria-invalid");
  input.setAttribute("aria-describedby", hint);
  announce("", "form-status");
};

const mark = (...sentences) => {
  const message = document.createElement("div");
  message.className = "msg";
  message.id = `${input.id}_error`;
  message.append(...sentences);
  field.classList.add("bad");
  input.before(message);
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", `${hint} ${message.id}`);
};

const refuse = (key, { name }) => {
  clear();
  mark(words(key, { name }));
  input.focus();
};

// The page that the server answered: its summary and its sentences, around the file that stays chosen.
const take = (html) => {
  const anew = new DOMParser().parseFromString(html, "text/html");
  const summary = anew.getElementById("error-summary");
  clear();
  document.title = anew.title;
  form.parentElement.prepend(summary);
  mark(...anew.querySelectorAll(".msg > *"));
  summary.focus();
};

// --- Sending ------------------------------------------------------------------------------------

const setBusy = (value) => {
  isBusy = value;
  for (const one of form.querySelectorAll(".field")) one.inert = value;
  onbeforeunload = value ? (event) => event.preventDefault() : null;
};

const send = async (file) => {
  const calling = new AbortController();
  const { signal } = calling;
  const body = new FormData(form);
  const row = addRow(file, "file", () => calling.abort());
  const tell = progressIn(row, file);
  let isWhole = false;
  const progress = (loaded) => {
    isWhole ||= loaded >= file.size;
    tell(loaded && Math.min(loaded, file.size));
  };
  setBusy(true);
  const answer = await deliver(file, body, { signal, progress }).catch(() => null);
  setBusy(false);
  row.remove();
  if (signal.aborted) return stop(file, isWhole);
  settle(answer, file);
};

const settle = (answer, file) => {
  if (answer?.status === 200) return location.assign(answer.responseURL);
  if (answer?.status === 422) return take(answer.responseText);
  refuse("failed", file);
};

// All of it may have arrived before it was called off; the application's own page tells.
const stop = (file, isWhole) => {
  if (isWhole) return location.assign(form.querySelector(".actions a").href);
  announce(words("cancelled", file));
  input.focus();
};

input.addEventListener("change", () => {
  const [file] = input.files;
  const refusal = file && refusalOf(file);
  clear();
  if (refusal) refuse(refusal, file);
});

form.addEventListener("submit", (event) => {
  const [file] = input.files;
  if (!file) return; // the server says so
  event.preventDefault();
  if (isBusy) return announce(words("busy"), "form-status");
  const refusal = refusalOf(file);
  if (refusal) return refuse(refusal, file);
  clear();
  send(file);
});
