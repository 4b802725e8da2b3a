# SPDX-License-Identifier: Apache-2.0
# One image for web, worker and migrate; docs/operations.md says how it is run.
# The base needs Python >= 3.12 with venv, and Debian's useradd; both stages use the same one.
ARG BASE_IMAGE=python:3.13-slim

FROM ${BASE_IMAGE} AS build
# Only behind a company's own certificate authority: paths of its bundle during the build.
ARG PIP_CERT
ARG SSL_CERT_FILE
ENV UV_PROJECT_ENVIRONMENT=/venv \
    UV_PYTHON=python3 \
    UV_PYTHON_DOWNLOADS=never \
    UV_LINK_MODE=copy \
    UV_NO_CACHE=1 \
    UV_COMPILE_BYTECODE=1
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN python3 -m venv /opt/uv \
 && /opt/uv/bin/pip install --quiet --no-cache-dir "$(grep -o 'uv~=[0-9.]*' pyproject.toml)" \
 && /opt/uv/bin/uv sync --locked --no-default-groups
COPY . .
# Settings refuse to start without these four, so the build has values that nothing else ever uses.
RUN export PATH="/venv/bin:$PATH" ALLOWED_HOSTS=build.invalid DATABASE_URL=postgresql://build.invalid/build \
 && SECRET_KEY="$(python -c 'import secrets; print(secrets.token_hex(50))')" \
 && DOCUMENT_KEYS="$(python -c 'import base64, secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())')" \
 && export SECRET_KEY DOCUMENT_KEYS \
 && pybabel --quiet compile --directory locale --domain django \
 && pybabel --quiet compile --directory locale_packages --domain "django djangojs" \
 && python manage.py collectstatic --noinput --verbosity 0 \
 && python -m compileall -q . \
 && chmod -R u=rwX,go=rX .

FROM ${BASE_IMAGE}
ARG VERSION=development
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Offene Stelle" \
      org.opencontainers.image.description="A self-hosted careers portal for organisations that hire in German and English." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# Nothing is installed at run time, so pip goes; uid and gid are fixed because volumes remember them.
RUN groupadd --gid 10001 app \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app \
 && install --directory --owner=10001 --group=10001 --mode=0700 /data \
 && rm -rf /usr/local/bin/pip* /usr/local/lib/python3*/site-packages/pip* /usr/local/lib/python3*/ensurepip \
    /usr/lib/python3*/ensurepip /usr/share/python-wheels
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DOCUMENTS_ROOT=/data
WORKDIR /app
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "deploy/healthcheck.py"]
ENTRYPOINT ["/app/deploy/entrypoint.sh"]
CMD ["web"]
