// Says beside the button what has to be filled in before the form can go on.
import { findAll, isControl } from "../dom.js";
import { countHeld, listHeld } from "./file_rows.js";
import { form } from "./server_requests.js";
import { fillText } from "./status_texts.js";

const place = document.querySelector("#still-missing");

/** @param {Control} control */
const isFilled = (control) => {
	if (control.type === "file") return countHeld(listHeld(control.name)) > 0;
	if (!["checkbox", "radio"].includes(control.type)) return control.value.trim() !== "";
	return form.querySelector(`[name="${control.name}"]:checked`) !== null;
};

/** What stands over the control, without "(optional)" and the like. @param {Control} control */
const readLabel = (control) => {
	const field = control.closest(".field");
	return (
		field?.querySelector(":scope > label, :scope > legend")?.firstChild?.textContent?.trim() ?? ""
	);
};

const showMissing = () => {
	if (!(place instanceof HTMLElement)) return;
	const needed = findAll(form, "[required]").filter(isControl);
	const labels = new Set(needed.filter((each) => !isFilled(each)).map(readLabel));
	labels.delete("");
	place.hidden = labels.size === 0;
	place.textContent = fillText("missing", { name: [...labels].join(", ") });
};

form.addEventListener("input", showMissing);
new MutationObserver(showMissing).observe(form.querySelector("#documents") ?? form, {
	childList: true,
	subtree: true,
});
showMissing();
