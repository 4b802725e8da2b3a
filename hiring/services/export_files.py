"""The key and the file of an export go with its row, and the export with each application that is in it."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, pre_delete

from applications.documents.virus_scan.pending import withheld
from applications.models import Application, DataKey, Document
from hiring.enums import ExportState
from hiring.exports.export_storage import delete_export
from hiring.models import Export


def connect_deletions() -> None:
    """Have exports end wherever a row is deleted: by erasure, with an account, in time."""
    pre_delete.connect(end_exports, sender=Application, dispatch_uid="end_exports")
    post_delete.connect(delete_file, sender=Export, dispatch_uid="delete_file_of_export")
    withheld.connect(
        end_exports_of_document, sender=Document, dispatch_uid="end_exports_of_document"
    )


def end_exports(instance: Application, **_kwargs: object) -> None:
    Export.objects.filter(accesses__application=instance).delete()


def end_exports_of_document(document: Document, **_kwargs: object) -> None:
    """Also one that is being made: whoever makes it finds its state changed, and keeps no file."""
    hit = Export.objects.with_documents_of(document.application_id)
    for export in hit.select_for_update(of=("self",)).order_by("pk"):
        void_export(export)


def void_export(export: Export) -> None:
    """Hand it out no more; its file goes when that is committed."""
    Export.objects.filter(pk=export.pk).update(state=ExportState.VOID)
    export.state = ExportState.VOID
    DataKey.objects.filter(export=export).delete()
    transaction.on_commit(partial(delete_export, export.storage_name))


def delete_file(instance: Export, **_kwargs: object) -> None:
    if instance.data_key_id:
        DataKey.objects.filter(pk=instance.data_key_id).delete()
    transaction.on_commit(partial(delete_export, instance.storage_name))
