// The page of a posting: sharing, and what this browser has already begun here. All of it works without.
const passing = document.querySelector(".passing");

if (passing) {
  const { address, title } = passing.dataset;
  const share = passing.querySelector("[data-share]");
  const copy = passing.querySelector("[data-copy]");
  const status = passing.nextElementSibling;
  const canShare = Boolean(navigator.share);

  share.parentElement.hidden = !canShare;
  share.addEventListener("click", () => navigator.share({ title, url: address }).catch(() => {}));
  copy.parentElement.hidden = canShare || !navigator.clipboard;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(address);
    copy.lastChild.textContent = status.textContent = copy.dataset.copy;
  });
}

// The form leaves a cookie that says "draft" or "sent" and nothing more.
const cookies = new Map(document.cookie.split("; ").map((each) => each.split("=")));
for (const button of document.querySelectorAll("a[data-apply]")) {
  const state = cookies.get(`application-${button.dataset.apply}`);
  if (state === "draft" || state === "sent") {
    button.textContent = button.dataset[state];
    button.classList.toggle("quiet", state === "sent");
  }
}
