#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Run once by the PostgreSQL image, on an empty volume. The application gets a role that owns its database and is no
# superuser, and an empty one in which backups are tried; the superuser loses its password and comes in by the container's own socket only.
set -eu

psql --no-psqlrc --username "${POSTGRES_USER:-postgres}" --dbname postgres --set ON_ERROR_STOP=1 \
    --set password="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE careers LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE careers OWNER careers;
CREATE DATABASE careers_check OWNER careers;
REVOKE CONNECT ON DATABASE careers, careers_check FROM PUBLIC;
ALTER ROLE CURRENT_USER PASSWORD NULL;
SQL
