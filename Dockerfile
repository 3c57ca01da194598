# The bot in a container: a plain user, nothing written outside /var/lib/communique, so that the root may be read-only.
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /opt/communique
COPY pyproject.toml requirements.lock README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY store store
# The versions that the tests ran with, without the tests' own dependencies.
RUN sed -n 's/^\([A-Za-z0-9_.-]*==[^ ;]*\)\( ;[^\\]*\)\{0,1\} *\\*$/\1\2/p' requirements.lock > constraints.txt \
    && /opt/communique/bin/pip install --no-cache-dir --constraint constraints.txt '.[postgres]'

FROM python:3.11-slim
COPY --from=build /opt/communique /opt/communique
RUN useradd --system --uid 10001 --home-dir /var/lib/communique --create-home communique
ENV PATH=/opt/communique/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite+aiosqlite:////var/lib/communique/ledger.sqlite3
USER 10001
WORKDIR /var/lib/communique
VOLUME /var/lib/communique
STOPSIGNAL SIGTERM
ENTRYPOINT ["communique"]
CMD ["run"]
