"""Files that vanish behind the product."""

from http import HTTPStatus
from pathlib import Path

from django.urls import reverse

from applications.models import Document
from faults.audit import find_lost_documents
from faults.scene import Scene, case
from faults.staff import Staff

COUNT = 5


@case("file-removed", "five files are removed behind the product, and put back from a backup")
def remove_files(scene: Scene) -> None:
    emails = [one.email for one in scene.load.acknowledged[:COUNT]]
    documents = [*Document.objects.filter(application__email__in=emails)]
    folder = scene.stack.folder / "documents"
    backup = {
        folder / one.storage_name: (folder / one.storage_name).read_bytes() for one in documents
    }
    for path in backup:
        path.unlink()
    staff = Staff(scene.stack.site)
    for one in documents:
        path_of_download = reverse("admin:applications_document_download", args=[one.pk])
        status = staff.browser.ask("GET", path_of_download).status
        scene.expect(status == HTTPStatus.FOUND, f"a missing file was answered with {status}")
    staff.browser.close()
    missing = {*find_lost_documents()}
    scene.expect(missing == {one.pk for one in documents}, f"reported as missing: {missing}")
    put_back(backup)
    scene.heal()


def put_back(backup: dict[Path, bytes]) -> None:
    for path, content in backup.items():
        path.write_bytes(content)
