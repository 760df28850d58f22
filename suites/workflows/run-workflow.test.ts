import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import type { Evidence } from '../../core/finding.ts'
import type { RunSpec } from '../../core/run-spec.ts'
import { worst } from '../../core/verdict.ts'
import { folderOf } from '../../test/folder-of.ts'
import { specFor } from '../../test/reference-spec.ts'
import { type Seen, startThings, things } from '../../test/thing-server.ts'
import { runCases } from '../run-cases.ts'

const folder = folderOf({ 'things.json': things })
const contract = join(folder, 'things.json')
let files = 0

type Result = {
  readonly evidence: readonly Evidence[]
  readonly seen: readonly Seen[]
  readonly errors: readonly string[]
}

/** Runs the workflow `one` of a file, and gives what it showed of workflows and what was sent. */
const resultOf = async (
  workflows: string,
  { doneAfter, ...parts }: Partial<RunSpec> & { readonly doneAfter?: number } = {},
): Promise<Result> => {
  files += 1
  const file = join(folder, `${files}.yaml`)
  const head = `arazzo: 1.0.1\ninfo: { title: Ours, version: '1' }\nsourceDescriptions: [{ name: things, url: things.json }]\n`
  writeFileSync(file, `${head}workflows:\n${workflows}`)
  const loaded = await loadContract(contract, { workflows: [file] })
  const server = await startThings(doneAfter === undefined ? {} : { doneAfter })
  try {
    const target = { baseUrl: server.baseUrl, headers: {}, timeoutMs: 2_000, concurrency: 2, ...parts.target }
    const spec = specFor(contract, target, { cases: ['workflow/one'], ...parts, target })
    const { results, errors } = await runCases(spec, loaded)
    const evidence = results
      .flatMap((one) => one.evidence)
      .filter(({ requirement }) => requirement.includes('/workflow/'))
    return { evidence, seen: server.seen, errors }
  } finally {
    await server.close()
  }
}

const verdicts = ({ evidence }: Result): Readonly<Record<string, string>> =>
  Object.fromEntries(
    evidence.map(({ requirement }) => [
      requirement.replace(/^things\/workflow\//, ''),
      worst(evidence.filter((one) => one.requirement === requirement).map(({ verdict }) => verdict)),
    ]),
  )

const sent = ({ seen }: Result): readonly string[] => seen.map(({ method, path }) => `${method} ${path}`)

const life = `
  - workflowId: one
    inputs: { type: object, required: [name], properties: { name: { type: string, default: 'a {unique}' } } }
    steps:
      - stepId: make
        operationId: makeThing
        parameters: [{ name: x-kind, in: header, value: 'of {$inputs.name}' }]
        requestBody: { payload: { name: $inputs.name, count: 3 } }
        outputs: { id: $response.body#/id }
      - stepId: read
        operationId: readThing
        parameters: [{ name: id, in: path, value: $steps.make.outputs.id }]
        successCriteria:
          - condition: $response.body#/state == 'done'
          - condition: $response.body#/name == $inputs.name
        onFailure: [{ name: wait, type: retry, retryAfter: 0.01, retryLimit: 9, criteria: [{ condition: $statusCode == 200 }] }]
      - stepId: remove
        operationId: removeThing
        parameters: [{ name: id, in: path, value: $steps.make.outputs.id }]
`

test('outputs feed later steps, and a step is asked again until it has come about', async () => {
  const run = await resultOf(life)
  expect(run.errors).toEqual([])
  expect(sent(run)).toEqual(['POST /things', 'GET /things/T1', 'GET /things/T1', 'GET /things/T1', 'DELETE /things/T1'])
  expect(verdicts(run)).toEqual({ 'one/make': 'pass', 'one/read': 'pass', 'one/remove': 'pass' })
  const { name } = JSON.parse(run.seen[0]?.body ?? '') as { name: string }
  expect(name).toMatch(/^a \w{12}$/)
  expect(run.seen[0]?.kind).toBe(`of ${name}`)
})

test('what the retries of the file do not bring about is broken, with what was expected and received', async () => {
  const run = await resultOf(life, { doneAfter: 99 })
  expect(sent(run).filter((one) => one.startsWith('GET'))).toHaveLength(10)
  expect(verdicts(run)).toEqual({ 'one/make': 'pass', 'one/read': 'fail', 'one/remove': 'inconclusive' })
  expect(run.evidence.find(({ verdict }) => verdict === 'fail')?.finding).toMatchObject({
    at: '/state',
    expected: '"done"',
    received: '"open"',
    exchange: 'workflow/one#11',
  })
  expect(run.evidence.find(({ verdict }) => verdict === 'inconclusive')?.reason).toMatch(
    /^set-up failed: the step read did not succeed/,
  )
})

test('what the run has no time for is open, and says what would help', async () => {
  const patient = life.replace('retryAfter: 0.01, retryLimit: 9', 'retryLimit: 9999')
  const run = await resultOf(patient, { doneAfter: 9_999, settleMs: 60 })
  expect(verdicts(run)['one/read']).toBe('inconclusive')
  expect(run.evidence.find(({ verdict }) => verdict === 'inconclusive')?.reason).toMatch(
    /not so within 60 ms, asked \d+ times; --settle/,
  )
})

test('a body that the step does not give is a valid one, with replacements in it', async () => {
  const run = await resultOf(`
  - workflowId: one
    steps:
      - stepId: make
        operationId: makeThing
        requestBody: { replacements: [{ target: /name, value: ours }] }
`)
  const body = JSON.parse(run.seen[0]?.body ?? '') as { name: string; count: number }
  expect(body).toEqual({ name: 'ours', count: expect.any(Number) })
  expect(body.count).toBeGreaterThan(0)
})

test('a text is the body as it stands, with values in it escaped', async () => {
  const run = await resultOf(`
  - workflowId: one
    inputs: { type: object, properties: { name: { type: string, default: 'say "a"' } } }
    steps:
      - stepId: make
        operationId: makeThing
        requestBody: { payload: '{ "name": "{$inputs.name}",  "count": 2 }' }
`)
  expect(run.seen[0]?.body).toBe('{ "name": "say \\"a\\"",  "count": 2 }')
})

const read = (more: string): string => `
  - workflowId: one
    inputs: { type: object, required: [id], properties: { id: ${more} } }
    steps:
      - stepId: read
        operationId: readThing
        parameters: [{ name: id, in: path, value: $inputs.id }]
        successCriteria: [{ condition: $statusCode == 200 }]
`

test('an input comes from its fixture; without one it is made up, and a refusal for its sake is open', async () => {
  const open = await resultOf(read('{ type: string }'))
  expect(verdicts(open)).toEqual({ 'one/read': 'inconclusive' })
  expect(open.evidence[0]?.reason).toMatch(/^needs a value that exists: give --fixture id=…/)
  const given = await resultOf(read('{ type: string }'), { fixtures: { id: 'T9' } })
  expect(sent(given)).toEqual(['GET /things/T9'])
  expect(verdicts(given)).toEqual({ 'one/read': 'fail' })
  const any = await resultOf(read('{ type: string, x-assay-any: true }'))
  expect(verdicts(any)).toEqual({ 'one/read': 'fail' })
})

test('an input that nothing gives leaves its workflow untested, and nothing is sent', async () => {
  const run = await resultOf(read('{ x-assay-fixture: thingId, description: a thing that is there }'))
  expect(run.seen).toEqual([])
  expect(run.evidence).toMatchObject([
    { verdict: 'untested', reason: 'needs a thing that is there: give --fixture thingId=…' },
  ])
})

test('actions lead to other steps, to the end, and to other workflows', async () => {
  const run = await resultOf(`
  - workflowId: one
    steps:
      - stepId: look
        operationId: readThing
        x-assay-set-up: true
        parameters: [{ name: id, in: path, value: none }]
        successCriteria: [{ condition: $statusCode == 200 }]
        onSuccess: [{ name: over, type: end }]
        onFailure: [{ name: make, type: goto, stepId: make, criteria: [{ condition: $statusCode == 404 }] }]
      - { stepId: never, operationId: removeThing, parameters: [{ name: id, in: path, value: T1 }] }
      - stepId: make
        workflowId: making
        parameters: [{ name: name, value: handed over }]
        successCriteria: [{ condition: $outputs.id == 'T1' }]
        outputs: { id: $outputs.id }
      - stepId: read
        operationId: readThing
        parameters: [{ name: id, in: path, value: $steps.make.outputs.id }]
        successCriteria: [{ condition: $response.body#/name == 'handed over' }]
        onSuccess: [{ name: over, type: goto, workflowId: last }]
  - workflowId: making
    inputs: { type: object, required: [name], properties: { name: { type: string } } }
    steps:
      - stepId: post
        operationId: makeThing
        requestBody: { payload: { name: $inputs.name, count: 1 } }
        outputs: { id: $response.body#/id }
    outputs: { id: $steps.post.outputs.id }
  - workflowId: last
    steps: [{ stepId: gone, operationId: readThing, parameters: [{ name: id, in: path, value: T7 }], successCriteria: [{ condition: $statusCode == 404 }] }]
`)
  expect(run.errors).toEqual([])
  expect(sent(run)).toEqual(['GET /things/none', 'POST /things', 'GET /things/T1', 'GET /things/T7'])
  expect(verdicts(run)).toEqual({
    'making/post': 'pass',
    'one/make': 'pass',
    'one/read': 'pass',
    'one/never': 'untested',
    'last/gone': 'pass',
  })
})

test('a workflow that another depends on comes first, and is looked at by name', async () => {
  const run = await resultOf(`
  - workflowId: one
    dependsOn: [before]
    steps:
      - stepId: read
        operationId: readThing
        parameters: [{ name: id, in: path, value: $workflows.before.outputs.id }]
        successCriteria: [{ condition: $response.body#/id == $workflows.before.outputs.id }]
  - workflowId: before
    steps: [{ stepId: make, operationId: makeThing, outputs: { id: $response.body#/id } }]
    outputs: { id: $steps.make.outputs.id }
`)
  expect(sent(run)).toEqual(['POST /things', 'GET /things/T1'])
  expect(verdicts(run)).toEqual({ 'before/make': 'pass', 'one/read': 'pass' })
})

test('a goto that leads back for ever comes to an end', async () => {
  const run = await resultOf(`
  - workflowId: one
    steps:
      - stepId: look
        operationId: readThing
        parameters: [{ name: id, in: path, value: none }]
        successCriteria: [{ condition: $statusCode == 404 }]
        onSuccess: [{ name: again, type: goto, stepId: look }]
      - { stepId: after, operationId: makeThing }
`)
  expect(run.seen).toHaveLength(500)
  expect(run.evidence.find(({ requirement }) => requirement.endsWith('/after'))?.reason).toMatch(/had done 500 steps/)
})

test('a wide reading is warned of, and a condition says nothing where another does not hold', async () => {
  const judged = (requirement: string): Promise<Result> =>
    resultOf(`
  - workflowId: one
    steps:
      - stepId: make
        operationId: makeThing
        successCriteria: [{ condition: $response.body#/state == 'closed', x-assay-requirement: ${requirement} }]
`)
  const wide = await judged(
    `{ wide: [{ condition: $response.body#/state == 'open', ambiguity: 7 }], message: It is open }`,
  )
  expect(wide.evidence).toMatchObject([{ verdict: 'warn', finding: { message: 'It is open', ambiguities: [7] } }])
  const apart = await judged(`{ when: [{ condition: $statusCode == 500 }], otherwise: nothing fails }`)
  expect(apart.evidence).toMatchObject([{ verdict: 'inconclusive', reason: expect.stringMatching(/^nothing fails: /) }])
  expect((await judged('{ when: [{ condition: $statusCode == 500 }] }')).evidence).toEqual([])
})

test('off this machine, what a workflow names is changed with consent alone, and what it made is its own', async () => {
  // The name leads to this machine, and is not known to.
  const removing = `
  - workflowId: one
    steps:
      - { stepId: named, operationId: removeThing, parameters: [{ name: id, in: path, value: T1 }] }
`
  const far = (server: string): Partial<RunSpec> => ({
    target: { baseUrl: server, headers: {}, timeoutMs: 300, concurrency: 1 },
  })
  const withheld = await resultOf(removing, far('http://sandbox.invalid'))
  expect(withheld.evidence).toMatchObject([
    {
      verdict: 'untested',
      reason: expect.stringMatching(/^not allowed: removeThing would change or remove T1.*needs --allow destructive$/),
    },
  ])
  const writes = await resultOf(life, { ...far('http://sandbox.invalid'), allow: [] })
  expect(writes.evidence.map(({ verdict, reason }) => `${verdict} ${reason}`)[0]).toMatch(
    /^untested not allowed: POST may write at the target: needs --allow-writes/,
  )
  const consented = await resultOf(removing, { ...far('http://sandbox.invalid'), allow: ['write', 'destructive'] })
  expect(consented.evidence[0]?.reason ?? '').not.toMatch(/^not allowed/)
})
