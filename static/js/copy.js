// Buttons that copy the text of a field; they show up only where the browser can.
const status = document.getElementById("copied");

for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    status.textContent = "";
    requestAnimationFrame(() => (status.textContent = button.dataset.done));
  });
}
