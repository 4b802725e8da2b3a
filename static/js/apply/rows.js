// The lists of files: those the draft holds, as the server shows them, and those on their way.
import { ask, form, typed } from "./asking.js";
import { announce, words } from "./words.js";

const template = document.getElementById("upload-row");

export const heldList = (kind) => form.querySelector(`[data-held="${kind}"]`);

const comingList = (kind) => {
  const held = heldList(kind);
  if (!held.nextElementSibling?.matches(".on-its-way")) {
    const list = document.createElement("ul");
    list.className = "files on-its-way";
    held.after(list);
  }
  return held.nextElementSibling;
};

export const isOf = (row, file) =>
  row.dataset.name === file.name.normalize() && Number(row.dataset.size) === file.size;

// A row for a file on its way; `cancel` is what its button does.
export const addRow = (file, kind, cancel) => {
  const row = template.content.firstElementChild.cloneNode(true);
  row.dataset.name = file.name.normalize();
  row.dataset.size = file.size;
  row.querySelector(".name").textContent = file.name;
  row.querySelector(".kind").textContent = file.name.split(".").pop().slice(0, 4).toUpperCase();
  row.querySelector(".says").textContent = words("waiting");
  row.querySelector("progress").setAttribute("aria-label", file.name);
  row.querySelector("button").append(hidden(file.name));
  row.querySelector("button").addEventListener("click", cancel);
  comingList(kind).append(row);
  return row;
};

const hidden = (text) => {
  const span = document.createElement("span");
  span.className = "visually-hidden";
  span.textContent = ` ${text}`;
  return span;
};

// Every step is shown; only quarters, and a lost connection, are read out.
export const progressIn = (row, file) => {
  const bar = row.querySelector("progress");
  let told = "";
  return (offset) => {
    if (offset !== null) bar.value = Math.floor((100 * offset) / file.size);
    const key = offset === null ? "offline" : "progress";
    const text = words(key, { name: file.name, percent: bar.value });
    row.querySelector(".says").textContent = text;
    if (told === (told = key + Math.floor(bar.value / 25))) return;
    announce(text);
  };
};

export const showRefusal = (row, text) => {
  row.classList.add("refused");
  row.querySelector("progress").remove();
  row.querySelector("button").firstChild.textContent = words("dismiss");
  row.querySelector(".says").textContent = text;
  announce(text);
};

// Puts the server's lists into the page, without the beginnings of what is on its way.
export const refresh = async (change) => {
  const more = change ? { body: typed(change) } : {};
  const answer = await ask(form.dataset.files, change ? "POST" : "GET", more);
  if (!answer.ok) throw new Error(answer.status);
  const anew = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const list of anew.querySelectorAll("[data-held]"))
    heldList(list.dataset.held)?.replaceChildren(...list.children);
  hideWhatIsComing();
};

export const hideWhatIsComing = () => {
  const coming = [...form.querySelectorAll(".on-its-way .file:not(.refused)")];
  for (const row of form.querySelectorAll("[data-held] .coming"))
    row.hidden = coming.some(
      ({ dataset }) => dataset.name === row.dataset.name && dataset.size === row.dataset.size,
    );
};
