// Compiles the sources and copies the contracts' data files beside the compiled code. Made aside and then put in place,
// so that whoever uses dist/ meanwhile has either the old build or the new one.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { checkedIn } from './checked.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const made = `${root}dist.${process.pid}.new`
const old = `${root}dist.${process.pid}.old`
const isData = (path) => !/\.(ts|js)$|__snapshots__|\/README\.md$/.test(path)

const tsc = spawnSync(
  process.execPath,
  [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}tsconfig.build.json`, '--outDir', made],
  { stdio: 'inherit' },
)
if (tsc.status !== 0) {
  rmSync(made, { recursive: true, force: true })
  process.exit(tsc.status ?? 1)
}
for (const folder of ['schemas', 'contracts', 'reports', 'cli', 'certify']) {
  cpSync(`${root}${folder}`, `${made}/${folder}`, { recursive: true, filter: isData })
}
try {
  writeFileSync(`${made}/contracts/checked.json`, JSON.stringify(await checkedIn(made)))
} catch (error) {
  // What is wrong with a contract that ships is told where it is loaded; whoever writes it needs a build to see it.
  console.error(`A contract that ships is wrong: ${error.message}`)
}
chmodSync(`${made}/cli/main.js`, 0o755)
if (existsSync(`${root}dist`)) renameSync(`${root}dist`, old)
renameSync(made, `${root}dist`)
rmSync(old, { recursive: true, force: true })
