// What boxes for files say, in the language of the page (the browser's own button has that of the browser),
// and beside the button what has to be filled in before the form can go on.
import { find, findAll, isControl } from "../dom.js";
import { countHeld, listHeld } from "./file_rows.js";
import { form } from "./server_requests.js";
import { fillText } from "./status_texts.js";

const place = find(form, "#still-missing");
const canDrag = matchMedia("(pointer: fine)").matches;

for (const input of findAll(form, "[type=file]")) {
	const words = document.createElement("span");
	const button = document.createElement("b");
	words.className = "file-choice";
	words.ariaHidden = "true";
	button.textContent = fillText("choose");
	words.append(button, ` ${fillText(canDrag ? "drag" : "photograph")}`);
	input.before(words);
}

/** @param {Control} control */
const isFilled = ({ type, name, value }) => {
	if (type === "file") return countHeld(listHeld(name)) > 0;
	if (type !== "checkbox" && type !== "radio") return value.trim() !== "";
	return form.querySelector(`[name="${name}"]:checked`) !== null;
};

/** The words over it, without "(optional)". @param {Control} control */
const readLabel = (control) =>
	control.closest(".field")?.querySelector("label, legend")?.firstChild?.textContent?.trim();

const showMissing = () => {
	const needed = findAll(form, "[required]").filter(isControl);
	const labels = new Set(needed.filter((each) => !isFilled(each)).map(readLabel));
	place.hidden = labels.size === 0;
	place.textContent = fillText("missing", { name: [...labels].join(", ") });
};

form.addEventListener("input", showMissing);
new MutationObserver(showMissing).observe(form.querySelector("#documents") ?? place, {
	childList: true,
	subtree: true,
});
showMissing();
