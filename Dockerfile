# The last stage is the product; `--target sandbox` is the demo with its simulated banks.
FROM node:24-bookworm-slim AS manifests
WORKDIR /app
ENV CI=true
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml tsconfig.base.json ./
COPY shared/package.json shared/
COPY bff/package.json bff/
COPY web/package.json web/
COPY test/package.json test/

FROM manifests AS page
RUN npx --yes pnpm@12 install --frozen-lockfile --filter @skrin/web...
COPY shared shared
COPY web web
RUN cd web && node node_modules/vite/bin/vite.js build

FROM manifests AS server
RUN npx --yes pnpm@12 install --frozen-lockfile --prod --filter @skrin/bff...
COPY shared shared
COPY bff bff
COPY --from=page /app/web/dist web/dist

FROM manifests AS demo
RUN npx --yes pnpm@12 install --frozen-lockfile --prod --filter @skrin/test...
COPY shared shared
COPY bff bff
COPY test/sandbox test/sandbox
COPY scripts scripts
COPY --from=page /app/web/dist web/dist

FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NODE_ENV=production \
    SKRIN_DATA_DIR=/data \
    SKRIN_HOST=0.0.0.0 \
    SKRIN_PORT=3000 \
    PATH=/app/bff/bin:$PATH
# Whatever user it runs as later: an empty volume takes over this owner.
RUN install --directory --owner=node --group=node --mode=0700 /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.SKRIN_PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

FROM base AS sandbox
ENV SKRIN_DEMO=on \
    SANDBOX_HOST=0.0.0.0
COPY --from=demo /app ./
EXPOSE 4010
CMD ["node", "scripts/start.ts"]

FROM base AS skrin
ENV SKRIN_DEMO=off
COPY --from=server /app ./
CMD ["node", "bff/src/main.ts"]
