import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseSource } from "../../../../static/js/editor/pasted_text.js";

const list = "<ul><li>one</li><li>two</li></ul>";

test("a list of HTML says more than its plain text", () => {
	assert.equal(chooseSource(list, "one\ntwo"), list);
});

test("HTML without lists, links or emphasis says no more than its plain text", () => {
	assert.equal(chooseSource("<span>one</span>", "one"), "one");
});

test("plain text that is Markdown is taken as it is", () => {
	assert.equal(chooseSource(list, "- one\n- two"), "- one\n- two");
});

test("plain text alone is taken as it is", () => {
	assert.equal(chooseSource("", "·\tone"), "·\tone");
});
