// Compiles the sources to dist/ and copies the contracts' data files beside the compiled code.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const isData = (path) => !/\.(ts|js)$/.test(path)

rmSync(`${root}dist`, { recursive: true, force: true })
const tsc = spawnSync(
  process.execPath,
  [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}tsconfig.build.json`],
  {
    stdio: 'inherit',
  },
)
if (tsc.status !== 0) process.exit(tsc.status ?? 1)
for (const folder of ['schemas', 'reports'])
  cpSync(`${root}${folder}`, `${root}dist/${folder}`, { recursive: true, filter: isData })
chmodSync(`${root}dist/cli/main.js`, 0o755)
