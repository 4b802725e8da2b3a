// @ts-check
// What is pasted from a word processor or a web page becomes Markdown; undoing brings it back as it was.
import { find, findAll } from "../dom.js";
import { post } from "./server_requests.js";

const MARKUP = /<(?:li|h[1-6]|b|strong|em|i|a|table)[\s>]|MsoList/i;
const MARKDOWN = /^(?:[-*+] |#{1,6} |\d+\. )|\*\*|\]\(/m;

/**
 * What of the clipboard says most: HTML with lists, links and the like, unless the plain text is Markdown.
 * @param {string} html
 * @param {string} plain
 */
export const chooseSource = (html, plain) =>
	MARKUP.test(html) && !MARKDOWN.test(plain) ? html : plain;

/**
 * @param {ParentNode} root
 * @param {string} url of the server's mending
 */
export const mendPastes = (root, url) => {
	for (const text of findAll(root, "textarea[data-markdown]", HTMLTextAreaElement))
		text.addEventListener("paste", ({ clipboardData }) => {
			const plain = clipboardData?.getData("text/plain").replaceAll(/\r\n?/g, "\n") ?? "";
			const html = clipboardData?.getData("text/html") ?? "";
			if (plain) mend(text, plain, chooseSource(html, plain), url).catch(() => {}); // else it stays
		});
};

/** @type {(text: HTMLTextAreaElement, plain: string, source: string, url: string) => Promise<void>} */
const mend = async (text, plain, source, url) => {
	const start = text.selectionStart;
	const body = new FormData();
	body.set("text", source);
	const mended = await post(url, body, AbortSignal.timeout(10_000));
	const end = start + plain.length;
	if (mended === plain || text.value.slice(start, end) !== plain) return;
	text.focus();
	text.setSelectionRange(start, end);
	document.execCommand("insertText", false, mended); // the only way that can be undone
};

/** @param {HTMLElement} form */
export const addMending = (form) => {
	const { mendUrl = "" } = find(document, "[data-mend-url]").dataset;
	mendPastes(form, mendUrl);
};
