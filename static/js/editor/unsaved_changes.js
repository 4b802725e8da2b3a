// Nothing typed is dropped by a link, by another language of the admin, or by closing the window.

/** @param {HTMLFormElement} form */
export const warnBeforeLeaving = (form) => {
	const readValues = () =>
		JSON.stringify([...new FormData(form)].map(([name, value]) => [name, readValue(value)]));
	const before = readValues();
	const hasErrors = form.querySelector(".errornote") !== null;
	let isSaving = false;

	form.addEventListener("submit", () => {
		isSaving = true;
	});
	window.addEventListener("beforeunload", (event) => {
		if (!isSaving && (hasErrors || readValues() !== before)) event.preventDefault();
	});
};

/** @param {FormDataEntryValue} value */
const readValue = (value) => (typeof value === "string" ? value : value.name);
