// The page of a posting: sharing, and what this browser has already begun here. All of it works without.
import { find, findAll } from "./dom.js";
import { offerSavingThis } from "./saved_postings.js";

/** @param {HTMLElement} list its two buttons; a status follows it */
const offerSharing = (list) => {
	const { address = "", title = "" } = list.dataset;
	const share = find(list, "[data-share]");
	const copy = find(list, "[data-copy]");
	const save = find(list, "[data-save]");
	const canShare = "share" in navigator;

	if (share.parentElement) share.parentElement.hidden = !canShare;
	if (copy.parentElement) copy.parentElement.hidden = canShare || !navigator.clipboard;
	if (save.parentElement) save.parentElement.hidden = false;
	offerSavingThis(save, title);
	share.addEventListener("click", () => navigator.share({ title, url: address }).catch(() => {}));
	copy.addEventListener("click", async () => {
		await navigator.clipboard.writeText(address);
		const text = copy.dataset.copy ?? "";
		if (copy.lastChild) copy.lastChild.textContent = text;
		if (list.nextElementSibling) list.nextElementSibling.textContent = text;
	});
};

findAll(document, ".share-links").forEach(offerSharing);

// The form leaves a cookie that says "draft" or "sent" and nothing more.
const cookies = new Map(
	document.cookie
		.split("; ")
		.map((each) => /** @type {[string, string]} */ (each.replace("__Host-", "").split("="))),
);
for (const button of findAll(document, "a[data-apply]", HTMLAnchorElement)) {
	const state = cookies.get(`application-${button.dataset.apply}`);
	if (state === "draft" || state === "sent") {
		button.textContent = button.dataset[state] ?? "";
		button.classList.toggle("secondary", state === "sent");
	}
}
