// Chooses mutants that together break every promise that passes against a reference, and writes them to
// test/mutation-cover.json: `npm run -s build && node scripts/mutation-cover.mjs [contract…]`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mutationSubjectOf, runMutant, turnedBy } from '../dist/cli/mutation.js'
import { facetOf } from '../dist/contracts/requirements/facets.js'
import { nodeAt, nodesOf } from '../dist/contracts/schema/node.js'
import { mutated, rehearsed } from '../dist/mutants/layer.js'
import { combined, massMutantsOf } from '../dist/mutants/mass.js'
import { mutantsOf } from '../dist/mutants/mutants.js'
import { readReply } from '../dist/mutants/reply.js'
import { references } from '../dist/reference/references.js'

const file = new URL('../test/mutation-cover.json', import.meta.url)
const seed = 1

/** So many in a row that break nothing new end a search. */
const patience = 10

const isOfReplies = ({ operator }) => operator.startsWith('reply/')

/** Whether two mutants do the same, at different operations. */
const isLike = (one, other) => one.operator === other.operator && one.place === other.place

/** So many calls of an operation with the same status show what all show. */
const enough = 8

const fewOf = (recorded) => {
  const seen = new Map()
  return recorded.filter(({ call, given }) => {
    const key = `${call.operation?.id} ${given.status}`
    seen.set(key, (seen.get(key) ?? 0) + 1)
    return seen.get(key) <= enough
  })
}

/** What these break at each of their places, also where a choice of schemas hides it from the judge. */
const breaks = { 'reply/wrapped': 'type', 'reply/overlong': 'maxLength', 'reply/dropped': 'required' }

const bySpot = ({ contract }, { operator, place }) =>
  contract.operations.flatMap(({ id, replies }) =>
    replies.flatMap(({ status, node }) =>
      (node && breaks[operator] ? nodesOf(node) : [])
        .filter(({ path }) => place === `depth-${path.length}`)
        .map(({ path }) => `${contract.id}/${id}/response.${status}/${facetOf(path, breaks[operator])}`),
    ),
  )

/** What the schemas of replies say that a mutant breaks in what was recorded: known without a run. */
const foreseen = async (subject, mutant) => {
  const { contract, recorded } = subject
  const { layer } = mutated(contract, mutant)
  const broken = new Set(bySpot(subject, mutant))
  for (const { call, given } of fewOf(recorded)) {
    const answered = await layer(call.sent, async () => given)
    const read = answered !== given && call.operation && readReply(call.operation, answered)
    if (!read || read.spec.schema === undefined) continue
    for (const { path, keyword } of contract.judge('strict', read.spec.schema, read.value)) {
      const place = nodeAt(read.spec.node, path)?.path ?? path.map(String)
      broken.add(`${contract.id}/${call.operation.id}/response.${read.spec.status}/${facetOf(place, keyword)}`)
    }
  }
  return broken
}

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
      `${reference.contract} ${JSON.stringify(entry).slice(0, 200)}: +${gain}; ${passing.filter(isOpen).length} not red yet, ${left} untouched\n`,
    )
    return gain
  }

  const search = async (mutants, limit) => {
    let idle = 0
    for (const mutant of mutants) {
      if (idle >= limit || passing.every((id) => !isOpen(id))) return
      if ((await rehearsed(subject.contract, mutant, subject.recorded)).met.length === 0) continue
      idle = (await attempt({ mutants: [mutant.id] }, await runMutant(subject, mutant))) > 0 ? 0 : idle + 1
    }
  }

  const follow = async (plans) => {
    const given = new Set()
    const fresh = ({ breaks }) => passing.filter((id) => isOpen(id) && breaks.has(id) && !given.has(id)).length
    for (;;) {
      const best = plans
        .map((plan) => ({ plan, gain: fresh(plan) }))
        .reduce((most, next) => (next.gain > most.gain ? next : most), { gain: 0 })
      if (best.gain === 0) return
      await attempt({ mutants: [best.plan.mutant.id] }, await runMutant(subject, best.plan.mutant))
      for (const id of best.plan.breaks) given.add(id)
    }
  }

  const mass = massMutantsOf(subject.contract)
  const ofAll = mass.filter(({ operation }) => operation === '*')
  await search(
    ofAll.filter((one) => !isOfReplies(one)),
    Number.POSITIVE_INFINITY,
  )

  // Of the changes of replies, each time the one that breaks most of what nothing has broken yet: at all operations, then
  // at one, where the others were needed to come that far.
  const plans = []
  for (const mutant of ofAll.filter(isOfReplies)) plans.push({ mutant, breaks: await foreseen(subject, mutant) })
  await follow(plans)
  await follow(
    mass
      .filter((one) => isOfReplies(one) && one.operation !== '*')
      .map((mutant) => {
        const { breaks } = plans.find((plan) => isLike(plan.mutant, mutant))
        return { mutant, breaks: new Set([...breaks].filter((id) => id.includes(`/${mutant.operation}/`))) }
      }),
  )

  // What only several exchanges show cannot be foreseen.
  const tellTale = [
    'reply/off',
    'reply/swapped',
    'reply/stale',
    'reply/shifted',
    'reply/status',
    'reply/truncated',
    'reply/mislabelled',
    'reply/no-body',
  ]
  await search(
    tellTale.flatMap((name) => ofAll.filter(({ operator }) => operator === name)),
    patience,
  )
  for (const { id } of subject.contract.operations) {
    if (!passing.some((one) => isOpen(one) && !weakly.has(one) && one.includes(`/${id}/`))) continue
    await search(
      mass.filter((one) => one.operation === id && !isOfReplies(one)),
      patience,
    )
  }
  // A service that refuses what every valid request holds cannot be judged at all: those that refuse few are tried, together.
  const narrow = { once: [], seldom: [] }
  for (const mutant of mutantsOf(subject.contract).filter(({ operator }) => /^request\/.*-refused$/.test(operator))) {
    const [, place] = /^([^/]+(?:\/[^/]+)*?)(?:\/[a-z-]+)?$/.exec(mutant.place) ?? []
    const about = [place, mutant.place].map((one) => `${subject.contract.id}/${mutant.operation}/request/${one}/`)
    if (!passing.some((id) => isOpen(id) && about.some((one) => id.startsWith(one)))) continue
    const {
      tally: { changed },
    } = await rehearsed(subject.contract, mutant, subject.recorded)
    if (changed > 0 && changed <= 12) narrow[changed <= 2 ? 'once' : 'seldom'].push(mutant)
  }
  for (const mutants of Object.values(narrow)) {
    if (mutants.length === 0) continue
    const turned = await runMutant(subject, combined(mutants))
    await attempt({ mutants: mutants.map(({ id }) => id) }, turned)
  }

  // Faults written by hand are for what nothing else reaches.
  const isUntouched = (id) => isOpen(id) && !weakly.has(id)
  for (const { id, requirement } of reference.faults)
    if (isUntouched(requirement)) await attempt({ fault: id }, await turnedBy(subject, { faults: [id] }))

  const runs = chosen(tried, passing)
  const red = new Set(runs.flatMap(({ detected }) => detected))
  return {
    chosen: runs.map(({ entry }) => entry),
    red: passing.filter((id) => red.has(id)).length / passing.length,
    untouched: passing.filter(isUntouched),
    leftOpen: passing.filter((id) => isOpen(id) && weakly.has(id)),
  }
}

/** A whole run is made only for what it turns red of so many requirements that no other one does, or for what passes else. */
const fewestRed = 3

/** Few that do it all: first what turns most requirements red, then what else leaves fewer of the rest judged. */
const chosen = (tried, passing) => {
  const all = ({ detected, blinded }) => [...detected, ...blinded]
  const red = coverOfAll(tried, { wanted: passing, covered: ({ detected }) => detected, fewest: fewestRed })
  const open = passing.filter((id) => !red.some((one) => all(one).includes(id)))
  return [...red, ...coverOfAll(tried, { wanted: open, covered: all, fewest: 1 })]
}

/** Each time the one that covers most of what is missing. */
const coverOfAll = (tried, { wanted, covered, fewest }) => {
  const missing = new Set(wanted)
  const taken = []
  for (;;) {
    const gains = tried.map((one) => ({ one, gain: covered(one).filter((id) => missing.has(id)).length }))
    const best = gains.reduce((most, next) => (next.gain > most.gain ? next : most), { gain: 0 })
    if (best.gain < fewest) return taken
    taken.push(best.one)
    for (const id of covered(best.one)) missing.delete(id)
  }
}

const wanted = process.argv.slice(2)
for (const reference of references.filter(({ contract }) => wanted.length === 0 || wanted.includes(contract))) {
  const { chosen: runs, red, untouched, leftOpen } = await coverOf(reference)
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  writeFileSync(
    file,
    `${JSON.stringify({ ...known, [reference.contract]: { red: Number(red.toFixed(3)), runs } }, null, 2)}\n`,
  )
  const list = (ids, says) => ids.map((id) => `  ${says}: ${id}\n`).join('')
  process.stdout.write(
    `${reference.contract}: ${runs.length} runs, ${Math.round(100 * red)} % red\n${list(leftOpen, 'never red, but left open')}${list(untouched, 'passes in all of them')}`,
  )
}
process.exit(0)
