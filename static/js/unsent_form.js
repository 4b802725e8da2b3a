// Keeps a form that came after the session had ended, for as long as this tab is open, and leads to the sign-in.
// Without this script the page sends the form again by its button.
import { find } from "./dom.js";
import { AUTHOR, KEY } from "./restored_form.js";

const form = find(document, "#unsent", HTMLFormElement);
const { page, signIn, author, foreign = "" } = form.dataset;

const isOfSomebodyElse = () => {
	try {
		const wrote = sessionStorage.getItem(AUTHOR);
		return wrote !== null && wrote !== author;
	} catch {
		return false; // A browser that keeps nothing cannot tell.
	}
};

if (signIn) {
	const values = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
	const action = new URL(form.action).pathname;
	try {
		sessionStorage.setItem(KEY, JSON.stringify({ page, action, values }));
		location.replace(signIn);
	} catch {
		// Too much to keep: the page goes on as without a script.
	}
} else if (isOfSomebodyElse()) {
	find(document, "#unsent-words", HTMLElement).textContent = foreign;
	form.remove();
}
