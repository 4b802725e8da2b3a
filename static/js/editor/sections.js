// Sections and questions: moved by buttons or by dragging a handle, added, and, if they are
// sections, switched to a text block.
import { dragByHandle } from "./dragging.js";

const STEP = 10;

export const orderSections = (form, blockUrl, prepare) => {
  for (const area of form.querySelectorAll("[data-sections]")) order(area, form, blockUrl, prepare);
};

const order = (area, form, blockUrl, prepare) => {
  const list = area.querySelector(".section-list");
  const status = area.querySelector("[data-section-status]");
  const cards = () => [...list.querySelectorAll("[data-section]:not(.is-spare)")];

  const number = () => {
    cards().forEach((card, index) => {
      card.querySelector("[name$=-position]").value = (index + 1) * STEP;
    });
  };
  const announce = (card) => {
    const all = cards();
    status.textContent = area.dataset.moved
      .replace("{name}", card.querySelector("[data-name]").textContent)
      .replace("{position}", all.indexOf(card) + 1)
      .replace("{total}", all.length);
  };
  const moved = (card) => {
    number();
    announce(card);
    form.dispatchEvent(new Event("moved"));
  };
  const step = (card, button) => {
    const all = cards();
    const other = all[all.indexOf(card) + (button.dataset.move === "up" ? -1 : 1)];
    if (other && button.dataset.move === "up") other.before(card);
    if (other && button.dataset.move === "down") other.after(card);
    moved(card);
    button.focus();
    button.scrollIntoView({ block: "nearest" });
  };

  const wire = (card) => {
    for (const hidden of card.querySelectorAll(".handle, .icon")) hidden.hidden = false;
    for (const button of card.querySelectorAll("[data-move]")) {
      button.addEventListener("click", () => step(card, button));
    }
    dragByHandle(card, list, cards, () => moved(card));
    card.querySelector("[name$=-block]")?.addEventListener("change", (event) => {
      useBlock(card, event.target.value, blockUrl);
    });
  };

  const add = () => {
    const spare = list.querySelector(".is-spare");
    const card = spare ?? clone(area, list);
    card.classList.remove("is-spare");
    if (!spare) {
      wire(card);
      prepare(card);
    }
    moved(card);
    card.querySelector("select").focus();
  };
  list.querySelectorAll("[data-section]").forEach(wire);
  const button = area.querySelector("[data-add-section]");
  button.hidden = false;
  button.addEventListener("click", add);
};

const clone = (area, list) => {
  const total = area.querySelector("[name$=-TOTAL_FORMS]");
  const holder = document.createElement("ol");
  const source = area.querySelector("[data-section-template]").innerHTML;
  holder.innerHTML = source.replaceAll("__prefix__", total.value);
  total.value = Number(total.value) + 1;
  const card = holder.firstElementChild;
  list.append(card);
  return card;
};

const useBlock = async (card, key, blockUrl) => {
  const shown = card.querySelector("[data-block]");
  card.classList.toggle("uses-block", key !== "");
  card.querySelector(".section-own").open = key === "";
  shown.replaceChildren();
  if (key === "") return;
  const url = blockUrl.replace("/0/", `/${key}/`);
  const answer = await fetch(url, { redirect: "error" }).catch(() => null); // no sign-in page here
  const html = answer?.ok ? await answer.text() : "";
  const isStill = card.querySelector("[name$=-block]").value === key; // not another one meanwhile
  if (isStill) shown.innerHTML = html; // rendered and sanitised by the server
};
