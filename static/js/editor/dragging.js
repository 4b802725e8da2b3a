// Dragging a card by its handle, with a mouse, a pen or a finger. All cards fold up meanwhile.

export const dragByHandle = (card, list, cards, done) => {
  const handle = card.querySelector("[data-handle]");

  const follow = (event) => {
    const others = cards().filter((other) => other !== card);
    const below = others.find((other) => middle(other) > event.clientY);
    const here = card.nextElementSibling;
    if (below && below !== here) below.before(card);
    if (!below && others.length && others.at(-1) !== card.previousElementSibling) {
      others.at(-1).after(card);
    }
  };
  const stop = () => {
    document.removeEventListener("pointermove", follow);
    list.classList.remove("is-ordering");
    card.classList.remove("is-dragged");
    card.scrollIntoView({ block: "nearest" });
    done();
  };
  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const top = card.getBoundingClientRect().top;
    list.classList.add("is-ordering");
    card.classList.add("is-dragged");
    window.scrollBy(0, card.getBoundingClientRect().top - top);
    document.addEventListener("pointermove", follow);
    document.addEventListener("pointerup", stop, { once: true });
    document.addEventListener("pointercancel", stop, { once: true });
  });
};

const middle = (card) => {
  const { top, height } = card.getBoundingClientRect();
  return top + height / 2;
};
