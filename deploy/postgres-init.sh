#!/bin/sh
# Runs once, in the new database: the login that the platform works as. It owns nothing; the migrations give it its rights.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$NUVERA_APP_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role nuvera_app login password :'password';
SQL
