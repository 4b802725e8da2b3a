"""The names of what is kept in the table `cache`: digests, as allauth names what it counts by the client's address."""

from django.utils.crypto import salted_hmac


def build_cache_key(key: str, key_prefix: str, version: int) -> str:
    """Keyed, so that nobody who has only the database can try which address it may be (settings.CACHES)."""
    named = f"{key_prefix}:{version}:{key}"
    return salted_hmac("config.cache_keys", named, algorithm="sha256").hexdigest()
