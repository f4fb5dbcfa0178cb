# syntax=docker/dockerfile:1
# One image for every role: RESEAT_ROLE says which part of the work a container does.

FROM node:24.21.0-bookworm-slim AS base
WORKDIR /app
ENV NODE_ENV=production

FROM base AS build
ENV NODE_ENV=development
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml tsconfig.base.json ./
COPY platform/package.json platform/
COPY sdk/package.json sdk/
COPY embed/package.json embed/
RUN npx -y pnpm@12.21.0 install --frozen-lockfile
COPY sdk sdk
COPY embed embed
RUN npm run --silent build --prefix embed

# What the platform needs to run, without the tools that build and check it.
FROM base AS dependencies
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY platform/package.json platform/
COPY sdk/package.json sdk/
COPY embed/package.json embed/
RUN npx -y pnpm@12.21.0 install --frozen-lockfile --prod --filter @reseat/platform...

FROM base
COPY --from=dependencies /app ./
COPY sdk sdk
COPY platform platform
COPY examples examples
COPY --from=build /app/embed/dist embed/dist
RUN mkdir /data && chown node:node /data
USER node
ENV RESEAT_DATA_DIR=/data HOST=0.0.0.0 PORT=4000
EXPOSE 4000
# Node itself is the first process: it hears the signal to stop and ends its work.
CMD ["node", "--disable-warning=ExperimentalWarning", "platform/src/main.ts"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||4000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
