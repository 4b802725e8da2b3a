// Buttons that copy the text of a field; they show up only where the browser can.
import { find, findAll } from "./dom.js";

const status = find(document, "#copied");

for (const button of findAll(document, "button[data-copy]", HTMLButtonElement)) {
	const field = find(document, `#${button.dataset.copy}`, HTMLInputElement);
	button.hidden = !navigator.clipboard;
	button.addEventListener("click", async () => {
		await navigator.clipboard.writeText(field.value);
		status.textContent = "";
		requestAnimationFrame(() => {
			status.textContent = button.dataset.done ?? "";
		});
	});
}
