# Two stages: dependencies, index and encoder are made in the first; the second runs without build tools and without root.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY pyproject.toml constraints.txt README.md ./
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --index-url https://download.pytorch.org/whl/cpu torch==2.13.0
COPY corpus corpus
COPY models models
COPY indexing indexing
COPY matching matching
COPY eval eval
COPY service service
RUN /venv/bin/pip install --no-cache-dir -c constraints.txt '.[postgresql,telemetry]'
# The installed package is used, not the sources beside it; the index may be read by any user.
WORKDIR /
ENV KASIP_HOME=/kasip
RUN /venv/bin/kasip ingest /app/corpus/data/documents/*.txt --manifest /app/corpus/data/documents/manifest.json \
 && /venv/bin/kasip build \
 && chmod -R a+rX /kasip

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Kasip" \
      org.opencontainers.image.description="Professions, levels, evidence and gaps for vacancies and CVs"
RUN useradd --system --uid 10001 --home-dir /state kasip \
 && install -d -o 10001 -g 10001 -m 0700 /state
COPY --from=build /venv /venv
COPY --from=build /kasip /kasip
# /kasip (catalogue, index, encoder) is part of the image; /state (database, secret, batches) outlives it.
# Matrices are small: one thread a process; more cores are used by more processes.
# The secret itself is made at the first start; here stands only its place.
# hadolint ignore=DL3064
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    OPENBLAS_NUM_THREADS=1 \
    OMP_NUM_THREADS=1 \
    KASIP_HOME=/kasip \
    KASIP_HOST=0.0.0.0 \
    KASIP_DATABASE_URL=sqlite:////state/kasip.sqlite3 \
    KASIP_SECRET_FILE=/state/secret \
    KASIP_SPOOL=/state/spool
WORKDIR /state
VOLUME /state
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
# The exec form: SIGTERM reaches the service, which drains and exits with 0.
CMD ["kasip", "serve"]
