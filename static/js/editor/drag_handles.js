// Dragging a card by its handle, with a mouse, a pen or a finger. All cards fold up meanwhile.
import { find } from "../dom.js";

/**
 * @param {HTMLElement} card
 * @param {HTMLElement} list
 * @param {() => HTMLElement[]} listCards all that stand in the list now
 * @param {() => void} done
 */
export const dragByHandle = (card, list, listCards, done) => {
	const handle = find(card, "[data-handle]");

	/** @param {PointerEvent} event */
	const follow = (event) => {
		const others = listCards().filter((other) => other !== card);
		const below = others.find((other) => measureMiddle(other) > event.clientY);
		const last = others.at(-1);
		if (below && below !== card.nextElementSibling) below.before(card);
		if (!below && last && last !== card.previousElementSibling) last.after(card);
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

/** @param {HTMLElement} card */
const measureMiddle = (card) => {
	const { top, height } = card.getBoundingClientRect();
	return top + height / 2;
};
