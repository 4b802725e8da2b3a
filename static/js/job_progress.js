/** What a job does says how far it is without being asked: a long export, a step for many applications. */

const PAUSE = 2000;
const ID = "job-progress";

/** Put in place what the page says now; whether there is more to come. */
async function refresh() {
	const answer = await fetch(location.href);
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	const now = page.getElementById(ID);
	if (!answer.ok || !now) return false;
	document.getElementById(ID)?.replaceWith(now);
	if ("onItsWay" in now.dataset) return true;
	const status = document.getElementById("job-status");
	if (status) status.textContent = now.dataset.ended ?? "";
	return false;
}

/** Look again after a pause, until it is made; a network that is away for a while ends nothing. */
async function watch() {
	const goesOn = await refresh().catch(() => true);
	if (goesOn) setTimeout(watch, PAUSE);
}

setTimeout(watch, PAUSE);
