// Runs the ad check on what stands in the form while somebody types; nothing is stored.
import { post, whenQuiet } from "./asking.js";

export const watchCheck = (form, url) => {
  const result = document.querySelector("[data-check]");
  const status = document.querySelector("[data-check-status]");
  const total = document.querySelector("[data-check-total]");

  const check = async (signal) => {
    const focused = document.activeElement;
    const fragment = await post(url, new FormData(form), signal);
    if (result.contains(focused)) return; // Somebody is just reading there.
    result.innerHTML = fragment;
    const summary = result.querySelector("[data-total]");
    total.textContent = summary?.dataset.total ?? "";
    if (status.textContent !== summary?.textContent) status.textContent = summary?.textContent ?? "";
  };
  const ask = whenQuiet(check, 900);
  form.addEventListener("input", ask);
  form.addEventListener("change", ask);
  form.addEventListener("moved", ask);
};
