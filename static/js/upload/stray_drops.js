// Beside a field a dropped file would open in place of the form.
for (const type of /** @type {const} */ (["dragover", "drop"]))
	addEventListener(type, (event) => {
		const { dataTransfer, target } = event;
		if (event.defaultPrevented || !dataTransfer?.types.includes("Files")) return;
		if (target instanceof HTMLInputElement && target.type === "file") return;
		event.preventDefault();
		dataTransfer.dropEffect = "none";
	});
