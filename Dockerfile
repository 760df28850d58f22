FROM node:22-slim AS build
WORKDIR /sources
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm pack --pack-destination /tmp && mv /tmp/assay-*.tgz /tmp/assay.tgz

FROM node:22-slim
COPY --from=build /tmp/assay.tgz /tmp/assay.tgz
RUN npm install --global --no-audit --no-fund /tmp/assay.tgz && npm cache clean --force
WORKDIR /work
RUN chown node:node /work
USER node
ENTRYPOINT ["assay"]
CMD ["--help"]
