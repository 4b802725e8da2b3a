// Beside a field a dropped file would open in place of the form.
for (const type of ["dragover", "drop"])
  addEventListener(type, (event) => {
    if (event.defaultPrevented || event.target.type === "file") return;
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  });
