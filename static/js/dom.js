// Elements that a page must have, with their types.

/** @type {FindElement} */
export const find = (root, selector, type = anyElement()) => {
	const found = root.querySelector(selector);
	if (found instanceof type) return found;
	throw new Error(`The page has no ${selector}`);
};

/** @type {FindElements} */
export const findAll = (root, selector, type = anyElement()) =>
	/** @type {any[]} */ ([...root.querySelectorAll(selector)]).filter(
		(each) => each instanceof type,
	);

const anyElement = () => /** @type {any} */ (HTMLElement);

/** @type {ClosestTo} */
export const closestTo = ({ target }, selector) =>
	target instanceof Element ? target.closest(selector) : null;

/** @type {IsControl} */
export const isControl = (element) =>
	element instanceof HTMLInputElement ||
	element instanceof HTMLSelectElement ||
	element instanceof HTMLTextAreaElement;
