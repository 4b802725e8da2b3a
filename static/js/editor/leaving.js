// Nothing typed is dropped by a link, by another language of the admin, or by closing the window.

export const warnBeforeLeaving = (form) => {
  const read = () => new URLSearchParams(new FormData(form)).toString();
  const before = read();
  let isSaving = form.querySelector(".errornote") !== null ? null : false;

  form.addEventListener("submit", () => {
    isSaving = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isSaving !== true && (isSaving === null || read() !== before)) event.preventDefault();
  });
};
