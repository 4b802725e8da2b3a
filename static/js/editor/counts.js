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
