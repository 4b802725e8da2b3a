"""What is pasted into the editor becomes Markdown, and undoing brings back what was pasted."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_editor import open_editor
from tests.careers.factories import PostingFactory
from tests.config.people import hr_manager

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COPY = """async ([html, plain]) => navigator.clipboard.write([new ClipboardItem({
    "text/html": new Blob([html], { type: "text/html" }),
    "text/plain": new Blob([plain], { type: "text/plain" }),
})])"""


def paste(page: Page, html: str, plain: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(COPY, [html, plain])
    page.locator("#id_sections-0-body_de").fill("")
    page.keyboard.press("Control+V")


@pytest.mark.parametrize(
    ("html", "plain", "mended"),
    [
        ("<ul><li>eins</li><li>zwei</li></ul>", "eins\nzwei", "* eins\n* zwei"),
        ("<span>x</span>", "·\teins\n·\tzwei", "- eins\n- zwei"),
    ],
)
def test_pasted_list_becomes_markdown(page, live_server, html, plain, mended):
    open_editor(page, live_server, PostingFactory(), hr_manager())
    paste(page, html, plain)
    text = page.locator("#id_sections-0-body_de")
    expect(text).to_have_value(mended)
    page.keyboard.press("Control+Z")
    expect(text).to_have_value(plain)
