// Makes a new revision of the profiles of contracts that have changed since the newest one was made:
// `npm run -s build && node scripts/profiles.mjs [contract…] [--replace]`. `--replace` writes the newest revision anew, which
// only one that was never part of a release may be.
import { mkdirSync, writeFileSync } from 'node:fs'
import { profileLevels, profileNames, profilesOf, profileText } from '../dist/certify/profile.js'
import { reportOf } from '../dist/certify/report-of.js'
import { freePort } from '../dist/cli/free-port.js'
import { loadContract } from '../dist/contracts/load.js'
import { references } from '../dist/reference/references.js'
import { realOutside } from '../dist/suites/outside.js'
import { runInTurn } from '../dist/suites/run-cases.js'

/** What any of these does not show, chance has a part in, and no certificate can ask for. */
const seeds = [1, 2, 3]

const shownBy = async (reference, contract, seed) => {
  const port = contract.events.length > 0 ? await freePort() : undefined
  const secret = 'profile-secret'
  const running = await reference.start({
    faults: [],
    ...(port === undefined ? {} : { webhook: { url: `http://127.0.0.1:${port}/`, secret } }),
  })
  const spec = {
    contract: contract.id,
    target: { baseUrl: running.baseUrl, token: running.token, headers: {}, timeoutMs: 20_000, concurrency: 8 },
    seed,
    tag: `made${seed}`,
    depth: 'default',
    runs: 48,
    only: [],
    level: 'may',
    reading: 'lenient',
    allow: ['write', 'concurrent', 'destructive'],
    fixtures: { ...running.fixtures, ...(port === undefined ? {} : { webhookSecret: secret }) },
    ...(port === undefined ? {} : { webhook: { port, waitMs: 3_000 } }),
    settleMs: 10_000,
  }
  try {
    const ran = await runInTurn(spec, contract, { outside: realOutside })
    const run = {
      kind: 'run',
      schema: 'assay.evidence/1',
      version: '',
      seed,
      startedAt: new Date().toISOString(),
      contract: contract.id,
      digest: contract.digest,
      target: running.baseUrl,
      settings: { ...spec, headers: {}, timeoutMs: 0, authenticated: true, reference: [] },
    }
    return reportOf({ contract, run, ...ran })
  } finally {
    await running.close()
  }
}

const args = process.argv.slice(2)
const isReplaced = args.includes('--replace')
const wanted = args.filter((one) => !one.startsWith('--'))
for (const reference of references.filter(({ contract }) => wanted.length === 0 || wanted.includes(contract))) {
  const contract = await loadContract(reference.contract)
  const folder = new URL(`../schemas/${contract.id}/profiles/`, import.meta.url)
  const known = profilesOf(contract.id, folder.pathname)
  const newest = (name) => known.findLast((one) => one.name === name)
  if (!isReplaced && profileNames.every((name) => newest(name)?.digest === contract.digest)) continue
  const reports = []
  for (const seed of seeds) reports.push(await shownBy(reference, contract, seed))
  const isShown = (id) =>
    reports.every(({ requirements }) => {
      const one = requirements.find((requirement) => requirement.id === id)
      return one.observed > 0 && (one.verdict === 'pass' || (one.verdict === 'warn' && one.isBroken !== true))
    })
  const whyNot = (id) =>
    reports
      .flatMap(({ requirements }) => requirements.filter((one) => one.id === id))
      .find(({ verdict }) => verdict !== 'pass')?.reason ?? 'not every run shows it'
  const below = (id) => id.slice(contract.id.length + 1)
  mkdirSync(folder, { recursive: true })
  for (const name of profileNames) {
    const before = newest(name)
    const revision = (before?.revision ?? 0) + (isReplaced && before ? 0 : 1)
    const ofLevel = contract.requirements.filter(({ level }) => profileLevels[name].includes(level)).map(({ id }) => id)
    const leftOut = ofLevel.filter((id) => !isShown(id)).map((id) => ({ id: below(id), why: whyNot(id) }))
    const requirements = ofLevel.filter(isShown).map(below)
    const profile = { name, revision, contract: contract.id, digest: contract.digest, requirements, leftOut }
    writeFileSync(new URL(`${name}@${revision}.yaml`, folder), profileText(profile))
    process.stdout.write(
      `${contract.id} ${name}@${revision}: ${requirements.length} requirements, ${leftOut.length} left out\n`,
    )
  }
}
process.exit(0)
