"""The key and the file of an export go with its row, and the export with each application that is in it."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, pre_delete

from applications.models import Application, DataKey
from hiring.exports.export_storage import delete_export
from hiring.models import Export


def connect_deletions() -> None:
    """Have exports end wherever a row is deleted: by erasure, with an account, in time."""
    pre_delete.connect(end_exports, sender=Application, dispatch_uid="end_exports")
    post_delete.connect(delete_file, sender=Export, dispatch_uid="delete_file_of_export")


def end_exports(instance: Application, **_kwargs: object) -> None:
    Export.objects.filter(accesses__application=instance).delete()


def delete_file(instance: Export, **_kwargs: object) -> None:
    if instance.data_key_id:
        DataKey.objects.filter(pk=instance.data_key_id).delete()
    transaction.on_commit(partial(delete_export, instance.storage_name))
