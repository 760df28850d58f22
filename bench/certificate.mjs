// `node bench/certificate.mjs [dist] [contract] [depth]`: how long `certify` takes against the embedded reference, and how
// long, how much of the processor and how much memory `verify` takes for the bundle it wrote: where others use the machine,
// the seconds of the processor say more than those of the clock. Kept apart from the other measures: a deep run takes
// minutes. The figures of how sharp the checks are need not be of this build: what is measured does not depend on them.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { assay, cpuOf, memoryOf } from './assay.mjs'

const dist = resolve(process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url)))
const contract = process.argv[3] ?? 'ocapi-shop'
const depth = process.argv[4] ?? 'deep'

/** The most that `verify` may take. */
const aims = { megabytes: 300, seconds: 10 }

const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
const at = (name) => join(folder, name)

const watched = async (args) => {
  let peak = 0
  let cpu = 0
  const { code, text, ms } = await assay(dist, args, async (pid) => {
    peak = Math.max(peak, memoryOf(pid)?.peak ?? 0)
    cpu = Math.max(cpu, cpuOf(pid) ?? 0)
  })
  if (code !== 0) throw new Error(`assay ${args.join(' ')} ended with ${code}:\n${text}`)
  return { peak, cpu, seconds: ms / 1000 }
}

/** The figures that ship, as if they were measured of this build. */
const stamped = async () => {
  const { harnessDigest } = await import(pathToFileURL(join(dist, 'certify/harness.js')).href)
  const { loadContract } = await import(pathToFileURL(join(dist, 'contracts/load.js')).href)
  const measured = JSON.parse(readFileSync(join(dist, `certify/assurance/${contract}.json`), 'utf8'))
  const { digest } = await loadContract(contract)
  writeFileSync(at('figures.json'), JSON.stringify({ ...measured, digest, harness: harnessDigest(dist) }))
}

const told = ({ peak, cpu, seconds }) =>
  `${Math.round(peak)} MB at most, ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of the processor`

try {
  await stamped()
  await watched(['keygen', '--out', at('key.pem')])
  const certify = [
    'certify',
    contract,
    '--profile',
    'core',
    '--reference',
    '--depth',
    depth,
    '--quiet',
    '--allow',
    'concurrent',
  ]
  const made = await watched([
    ...certify,
    ...['--key', at('key.pem'), '--assurance', at('figures.json'), '--out', at('bundle')],
  ])
  const size = statSync(at('bundle/evidence.ndjson')).size / 1e6
  process.stdout.write(`certify ${contract} --depth ${depth}: ${told(made)}; evidence of ${Math.round(size)} MB\n`)
  const verified = await watched(['verify', at('bundle'), '--assurance', at('figures.json')])
  process.stdout.write(`verify: ${told(verified)} (aims: ${aims.megabytes} MB, ${aims.seconds} s)\n`)
  process.exitCode = verified.peak > aims.megabytes || verified.seconds > aims.seconds ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
