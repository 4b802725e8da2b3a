// @ts-check
// Elements that a page must have, with their types.

/**
 * The first element that fits; throws where the page has none.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} [type]
 */
export const find = (root, selector, type = anyElement()) => {
	const found = root.querySelector(selector);
	if (found instanceof type) return found;
	throw new Error(`The page has no ${selector}`);
};

/**
 * All elements that fit; those of another type are left out.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} [type]
 */
export const findAll = (root, selector, type = anyElement()) =>
	/** @type {T[]} */ ([...root.querySelectorAll(selector)].filter((each) => each instanceof type));

const anyElement = () => /** @type {any} */ (HTMLElement);

/**
 * The element that an event happened to, or the nearest around it that fits.
 * @type {(event: Event, selector: string) => HTMLElement | null}
 */
export const closestTo = ({ target }, selector) =>
	target instanceof Element ? target.closest(selector) : null;

/** @type {(element: unknown) => element is Control} */
export const isControl = (element) =>
	element instanceof HTMLInputElement ||
	element instanceof HTMLSelectElement ||
	element instanceof HTMLTextAreaElement;
