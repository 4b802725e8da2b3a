"""Files whose names say something else than what they are, through the scripts of the form and back."""

import pytest

from applications.models import Document
from tests.applications.files import pdf, picture
from tests.browser.applying import held_files, open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [("Foto.png", picture("JPEG"), "Foto.jpg"), ("CV Dipl.Ing", pdf(), "CV Dipl.Ing.pdf")],
)
def test_file_goes_up_and_gets_the_extension_of_what_it_is(page, name, content, kept):
    open_form(page)
    chosen = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("#id_cv").set_input_files(chosen)
    held_files(page).wait_for()
    assert held_files(page).get_attribute("data-name") == kept
    assert Document.objects.get().name == kept
    assert page.locator(".unfinished-files .file").count() == 0
