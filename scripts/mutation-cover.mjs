// Chooses mutants that together break every promise that passes against a reference, and writes them to
// test/mutation-cover.json: `npm run -s build && node scripts/mutation-cover.mjs [contract…]`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mutationSubjectOf, runMutant, turnedBy } from '../dist/cli/mutation.js'
import { rehearsed } from '../dist/mutants/layer.js'
import { massMutantsOf } from '../dist/mutants/mass.js'
import { references } from '../dist/reference/references.js'

const file = new URL('../test/mutation-cover.json', import.meta.url)
const seed = 1

/** What breaks most comes first; the others follow in their own order. */
const telling = [
  'request/rule-overlooked',
  'request/form-overlooked',
  'request/method-overlooked',
  'request/status-overlooked',
  'request/error-overlooked',
  'request/present-refused',
  'request/absent-refused',
  'request/class-refused',
  'auth/let-in',
  'leak/credentials',
  'leak/hidden',
  'leak/trace',
  'transport/reset',
  'transport/cut-short',
  'reply/status',
  'reply/mislabelled',
  'reply/truncated',
  'reply/no-body',
  'reply/retyped',
  'reply/dropped',
  'reply/upper-case',
  'reply/emptied',
  'reply/off',
  'reply/unlisted',
]

/** So many in a row that break nothing new end a search. */
const patience = 20

const rank = ({ operator }) => (telling.includes(operator) ? telling.indexOf(operator) : telling.length)

const coverOf = async (reference) => {
  const subject = await mutationSubjectOf(reference, seed)
  const passing = [...subject.before].filter(([, verdict]) => verdict === 'pass').map(([id]) => id)
  const tried = []
  const strongly = new Set()
  const weakly = new Set()
  const isOpen = (id) => !strongly.has(id)

  const attempt = async (entry, turned) => {
    const detected = turned.detected.map(({ requirement }) => requirement).filter((id) => passing.includes(id))
    const blinded = turned.blinded.map(({ requirement }) => requirement)
    const gain = detected.filter(isOpen).length + blinded.filter((id) => isOpen(id) && !weakly.has(id)).length
    for (const id of detected) strongly.add(id)
    for (const id of blinded) weakly.add(id)
    tried.push({ entry, detected, blinded })
    const left = passing.filter((id) => isOpen(id) && !weakly.has(id)).length
    process.stderr.write(
      `${reference.contract} ${JSON.stringify(entry)}: +${gain}; ${passing.filter(isOpen).length} not red yet, ${left} untouched\n`,
    )
    return gain
  }

  const search = async (mutants, limit) => {
    let idle = 0
    for (const mutant of mutants) {
      if (idle >= limit || passing.every((id) => !isOpen(id))) return
      if ((await rehearsed(subject.contract, mutant, subject.recorded)).changed === 0) continue
      idle = (await attempt({ mutant: mutant.id }, await runMutant(subject, mutant))) > 0 ? 0 : idle + 1
    }
  }

  const mass = massMutantsOf(subject.contract).toSorted((one, other) => rank(one) - rank(other))
  await search(
    mass.filter(({ operation }) => operation === '*'),
    patience,
  )
  for (const { id } of subject.contract.operations) {
    if (!passing.some((one) => isOpen(one) && one.includes(`/${id}/`))) continue
    await search(
      mass.filter(({ operation }) => operation === id),
      patience / 2,
    )
  }
  // Faults written by hand are for what nothing else reaches.
  const isUntouched = (id) => isOpen(id) && !weakly.has(id)
  for (const { id, requirement } of reference.faults)
    if (isUntouched(requirement)) await attempt({ fault: id }, await turnedBy(subject, { faults: [id] }))

  return { chosen: chosen(tried, passing), open: passing.filter((id) => isOpen(id) && !weakly.has(id)) }
}

/** Few that do it all: first what turns most requirements red, then what else leaves fewer of the rest judged. */
const chosen = (tried, passing) => {
  const entries = []
  const missing = new Set(passing)
  const strong = (one) => one.detected
  const weak = (one) => [...one.detected, ...one.blinded]
  for (const covered of [strong, weak]) {
    for (;;) {
      const gains = tried.map((one) => ({ one, gain: covered(one).filter((id) => missing.has(id)).length }))
      const best = gains.reduce((most, next) => (next.gain > most.gain ? next : most), { gain: 0 })
      if (best.gain === 0) break
      entries.push(best.one.entry)
      for (const id of covered(best.one)) missing.delete(id)
    }
  }
  return entries
}

const wanted = process.argv.slice(2)
for (const reference of references.filter(({ contract }) => wanted.length === 0 || wanted.includes(contract))) {
  const { chosen: entries, open } = await coverOf(reference)
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  writeFileSync(file, `${JSON.stringify({ ...known, [reference.contract]: entries }, null, 2)}\n`)
  process.stdout.write(
    `${reference.contract}: ${entries.length} runs\n${open.map((id) => `  passes in all of them: ${id}\n`).join('')}`,
  )
}
process.exit(0)
