"""What stands in the way of a backup or a restore, as a sentence for the person at the terminal."""


class BackupError(Exception):
    """Nothing was changed; the text says why and what to do."""


class DamagedBackup(BackupError):
    """Something of the backup is missing, or is not what was written."""


class NotEmpty(BackupError):
    """The place to restore to holds something already."""
