// Whoever looks at the page has read the application; a page that is only loaded ahead has not been looked at.
import { find } from "../dom.js";

/** @param {HTMLElement} desk has the address in data-read */
export const markAsRead = (desk) => {
	const token = find(desk, "[name=csrfmiddlewaretoken]", HTMLInputElement).value;
	const send = () => {
		if (document.visibilityState !== "visible") return;
		document.removeEventListener("visibilitychange", send);
		fetch(desk.dataset.read ?? "", {
			method: "POST",
			headers: { "X-CSRFToken": token },
			keepalive: true,
		}).catch(() => {});
	};
	document.addEventListener("visibilitychange", send);
	send();
};
