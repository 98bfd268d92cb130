# Two stages: dependencies and index are made in the first, the second runs without build tools and without root.
FROM python:3.11-slim AS build
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
RUN /venv/bin/pip install --no-cache-dir -c constraints.txt .
ENV KASIP_HOME=/data
RUN cd / && /venv/bin/kasip ingest /app/corpus/data/documents/*.txt --manifest /app/corpus/data/documents/manifest.json \
 && /venv/bin/kasip build

FROM python:3.11-slim
RUN useradd --system --uid 10001 kasip
COPY --from=build /venv /venv
COPY --from=build /data /data
ENV KASIP_HOME=/data KASIP_HOST=0.0.0.0 PATH=/venv/bin:$PATH
USER kasip
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["kasip", "serve"]
