// The form by which people apply: files go up as soon as they are chosen, and what is typed is kept
// once there is a draft. Without this script the same form sends everything.
import { ask, form, typed } from "./apply/asking.js";
import "./apply/astray.js";
import { refusalOf } from "./apply/limits.js";
import { addRow, heldList, hideWhatIsComing, isOf, progressIn, refresh, showRefusal } from "./apply/rows.js";
import { upload } from "./apply/upload.js";
import { announce, tellSaved, words } from "./apply/words.js";

const { count, together } = form.dataset;
const queue = [];
let isBusy = false;
let waitingToSubmit = null;
let hasDraft = "draft" in form.dataset;

form.classList.add("scripted");
// A reload shows the draft; it does not post an older state of the form over it.
history.replaceState(null, "", location.href);
form.querySelector(".upload-now").remove();

// --- Files on their way -----------------------------------------------------------------------

const refusalBeside = (file) => {
  const rows = [...form.querySelectorAll(".file:not(.refused, [hidden])")].filter((row) => !isOf(row, file));
  const sizes = rows.reduce((sum, row) => sum + Number(row.dataset.size), file.size);
  if (rows.length >= count) return "count";
  return sizes > together ? "together" : "";
};

const take = (files, kind) => {
  for (const file of files) {
    const refusal = refusalOf(file) || refusalBeside(file);
    const calling = new AbortController();
    const row = addRow(file, kind, () => {
      calling.abort();
      row.remove();
      heldList(kind).previousElementSibling.querySelector("input").focus();
    });
    if (refusal) showRefusal(row, words(refusal, { name: file.name }));
    else queue.push({ file, kind, row, signal: calling.signal });
  }
  hideWhatIsComing();
  work();
};

const work = async () => {
  if (isBusy) return;
  isBusy = true;
  while (queue.length) await send(queue.shift());
  isBusy = false;
  if (waitingToSubmit) form.requestSubmit(waitingToSubmit);
};

const send = async ({ file, kind, row, signal }) => {
  const { name } = file;
  try {
    signal.throwIfAborted();
    await upload(file, kind, { signal, progress: progressOf(row, file), isThere: () => isThere(file, kind) });
    row.remove();
    announce(words("done", { name }));
    tellSaved();
  } catch (error) {
    if (!signal.aborted) return stay(row, error.message);
    announce(words("cancelled", { name }));
    await callOff(file);
    await refresh().catch(() => {});
  }
};

// Nothing is sent without a file that was meant to be in it: who waits is told beside the button.
const stay = (row, text) => {
  showRefusal(row, text);
  if (waitingToSubmit) announce(text, "form-status");
  waitingToSubmit = null;
};

const progressOf = (row, file) => {
  const tell = progressIn(row, file);
  return (offset) => {
    hasDraft = true;
    tell(offset);
  };
};

const isThere = async (file, kind) => {
  await refresh();
  return [...heldList(kind).querySelectorAll(".file:not(.coming)")].some((row) => isOf(row, file));
};

// The server is told as well: what has arrived of a cancelled file is deleted.
const callOff = async (file) => {
  await refresh().catch(() => {});
  const row = [...form.querySelectorAll("[data-held] .coming")].find((one) => isOf(one, file));
  if (row) await refresh({ drop: row.querySelector("button").value }).catch(() => {});
};

// --- Choosing and dropping --------------------------------------------------------------------

for (const input of form.querySelectorAll("input[type=file]")) {
  const field = input.closest(".field");
  input.addEventListener("change", () => {
    take([...input.files], input.name);
    input.value = "";
  });
  for (const type of ["dragover", "dragleave", "drop"])
    field.addEventListener(type, (event) => {
      event.preventDefault();
      field.classList.toggle("over", type === "dragover");
      if (type === "drop") take([...event.dataTransfer.files], input.name);
    });
}

// --- The small buttons, and everything that is typed --------------------------------------------

const change = async (what, focus) => {
  await refresh(what);
  announce(words("changed"));
  tellSaved();
  document.querySelector(focus)?.focus();
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("[name=remove], [name=drop]");
  if (!button) return;
  event.preventDefault();
  const input = button.closest("[data-held]").dataset.held;
  change({ [button.name]: button.value }, `#id_${input}`).catch(() => form.requestSubmit(button));
});

form.addEventListener("change", ({ target }) => {
  if (target.dataset.document)
    change({ rekind: target.dataset.document }, `#${target.id}`).catch(() => {});
  else if (target.type !== "file") keep();
});

// What could not be kept is tried again with the connection; a tab that is put aside may never come back.
let isKept = true;
const keep = async ({ keepalive = false } = {}) => {
  if (isKept || !hasDraft) return;
  isKept = true;
  const answer = await ask(form.dataset.files, "POST", { body: typed(), keepalive }).catch(() => ({}));
  if (answer.ok) tellSaved();
  isKept &&= Boolean(answer.ok);
};
form.addEventListener("input", ({ target }) => (isKept &&= target.type === "file"));
addEventListener("online", () => keep());
document.addEventListener("visibilitychange", () => document.hidden && keep({ keepalive: true }));

form.addEventListener("submit", (event) => {
  if (!isBusy) return (isKept = true); // by this very request; another would change what is reviewed
  event.preventDefault();
  waitingToSubmit = event.submitter;
  announce(words("busy"), "form-status");
});
