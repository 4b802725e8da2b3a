// Counts the characters of texts that channels cut; speaks up only when a text is too long.

export const addCounts = (root) => {
  for (const text of root.querySelectorAll("[data-limit]")) addCount(text);
};

const addCount = (text) => {
  const limit = Number(text.dataset.limit);
  const count = document.createElement("span");
  const spoken = document.createElement("span");
  count.className = "characters";
  count.setAttribute("aria-hidden", "true");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  text.after(count, spoken);

  const show = () => {
    const length = [...text.value].length;
    const isOver = length > limit;
    count.textContent = `${length} / ${limit}`;
    count.classList.toggle("is-over", isOver);
    spoken.textContent = isOver ? `${length} / ${limit}` : "";
  };
  text.addEventListener("input", show);
  show();
};

// All that the sections say in one language, own texts and text blocks alike.
export const addSums = (form) => {
  const sums = [...form.querySelectorAll("[data-sum]")];
  const show = () => sums.forEach((sum) => showSum(form, sum));
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  form.addEventListener("moved", show);
  show();
};

const showSum = (form, sum) => {
  const { sum: language, least, most, words } = sum.dataset;
  const cards = [...form.querySelectorAll("[data-section]:not(:has([name$=-DELETE]:checked))")];
  const length = cards.reduce((total, card) => total + lengthOf(card, language), 0);
  sum.hidden = false;
  sum.textContent = words.replace("{count}", length.toLocaleString(document.documentElement.lang));
  sum.classList.toggle("is-over", length > Number(most) || (length > 0 && length < Number(least)));
};

const lengthOf = (card, language) => {
  const source = card.classList.contains("uses-block") ? "[data-block]" : ".section-own";
  const part = card.querySelector(`${source} :is(textarea, div)[lang=${language}]`);
  return (part?.value ?? part?.textContent ?? "").replace(/\s+/g, " ").trim().length;
};
