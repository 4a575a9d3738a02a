# wirecopy without LanguageTool: docker run --rm -v "$PWD:/work" wirecopy check articles
FROM python:3.12-slim AS build
WORKDIR /src
COPY . .
RUN pip wheel --no-cache-dir --wheel-dir /wheels ".[datasets]"

FROM python:3.12-slim
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir --no-index /wheels/*.whl \
    && rm -rf /wheels
USER 1000
WORKDIR /work
ENTRYPOINT ["wirecopy"]
CMD ["--help"]
