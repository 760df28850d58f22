// Measures how often the checks of this very build turn red when they have to, and writes it where the build takes it from:
// `npm run -s build && node scripts/assurance.mjs [contract…] [--mutants N] [--batches N] [--out DIR]`, and build again.
//
// First the mutants that are known to break most (test/mutation-cover.json), each run whole; then, for what of the newest
// profiles none of them turned red, the faults written for it, several of different requirements at a time. `--mutants`
// and `--batches` bound how many of these runs are made: what is then not reached has no kills, and is not certified.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { harnessDigest } from '../dist/certify/harness.js'
import { profilesOf } from '../dist/certify/profile.js'
import { mutationSubjectOf, runMutant, turnedBy } from '../dist/cli/mutation.js'
import { combined, massMutantsOf } from '../dist/mutants/mass.js'
import { mutantsOf, namedIn } from '../dist/mutants/mutants.js'
import { references } from '../dist/reference/references.js'

const seed = 1
/** So many faults at a time: more would hide each other. */
const batchSize = 12
/** What a batch hid is tried again in smaller ones. */
const rounds = [batchSize, 4, 1]

const args = process.argv.slice(2)
const given = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
const most = Number(given('--batches') ?? Number.POSITIVE_INFINITY)
const out = given('--out') ?? fileURLToPath(new URL('../certify/assurance/', import.meta.url))
const mostMutants = Number(given('--mutants') ?? Number.POSITIVE_INFINITY)
const values = ['--mutants', '--batches', '--out'].map(given)
const wanted = args.filter((one) => !one.startsWith('--') && !values.includes(one))
const cover = JSON.parse(readFileSync(new URL('../test/mutation-cover.json', import.meta.url), 'utf8'))

// Of the build that is measured, whatever stands there by the end.
const harness = harnessDigest()

const inBatches = (list, size) =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size))

for (const reference of references.filter(({ contract }) => wanted.length === 0 || wanted.includes(contract))) {
  const subject = await mutationSubjectOf(reference, seed)
  const { contract } = subject
  const kills = new Map()
  const services = { mutants: 0, faults: 0 }
  const count = ({ detected }) => {
    for (const { requirement } of detected)
      if (subject.before.get(requirement) === 'pass') kills.set(requirement, (kills.get(requirement) ?? 0) + 1)
  }
  const all = [...massMutantsOf(contract), ...mutantsOf(contract)]
  for (const entry of (cover[contract.id]?.runs ?? []).slice(0, mostMutants)) {
    if ('fault' in entry) {
      services.faults += 1
      count(await turnedBy(subject, { faults: [entry.fault] }))
    } else {
      services.mutants += 1
      count(await runMutant(subject, combined(entry.mutants.map((id) => namedIn(contract, all, id)))))
    }
    process.stderr.write(`${contract.id}: ${services.mutants} mutants, ${kills.size} requirements turned red\n`)
  }
  const covered = [
    ...new Set(
      ['core', 'full'].flatMap(
        (name) => profilesOf(contract.id).findLast((one) => one.name === name)?.requirements ?? [],
      ),
    ),
  ].map((id) => `${contract.id}/${id}`)
  const open = () => covered.filter((id) => !kills.has(id))
  let batches = 0
  for (const size of rounds) {
    const faults = open().flatMap(
      (id) => reference.faults.find(({ requirement, hangs }) => requirement === id && !hangs) ?? [],
    )
    for (const batch of inBatches(faults, size)) {
      if (batches >= most) break
      batches += 1
      services.faults += batch.length
      count(await turnedBy(subject, { faults: batch.map(({ id }) => id) }))
      process.stderr.write(`${contract.id}: ${batches} batches of faults, ${open().length} of ${covered.length} open\n`)
    }
  }
  const chosen =
    `all ${cover[contract.id]?.runs.length ?? 0} runs of the cover of mutants, seed ${seed}; then ${batches} runs with up to ${batchSize} faults each` +
    (Number.isFinite(most) ? ` (at most ${most}): a sample, by the order of the profile` : ', of what these left open')
  const assurance = {
    schema: 'assay.assurance/1',
    contract: contract.id,
    digest: contract.digest,
    harness,
    seed,
    services,
    chosen,
    kills: Object.fromEntries(
      [...kills]
        .map(([id, number]) => [id.slice(contract.id.length + 1), number])
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
  }
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, `${contract.id}.json`), `${JSON.stringify(assurance, null, 1)}\n`)
  process.stdout.write(
    `${contract.id}: ${services.mutants} mutants and ${services.faults} faults; ${covered.length - open().length} of ${covered.length} requirements of its profiles turned red\n${open()
      .map((id) => `  never red: ${id}\n`)
      .join('')}`,
  )
}
process.exit(0)
