// Workflows of a user's own: the example of docs/workflows.md, and one about a document of others.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { assay, newFolder } from './cli.ts'
import { startThings, things } from './thing-server.ts'

const page = readFileSync(new URL('../docs/workflows.md', import.meta.url), 'utf8')
const example = /```yaml\n(arazzo: [\s\S]*?)```/.exec(page)?.[1] ?? ''

const withExample = (): string => {
  const folder = newFolder()
  writeFileSync(join(folder, 'order-and-pay.arazzo.yaml'), example)
  return folder
}

const file = 'order-and-pay.arazzo.yaml'
const own = ['--only', 'dkhardware/workflow/**']

const reportIn = (folder: string, out = 'assay-report'): Report =>
  JSON.parse(readFileSync(join(folder, out, 'report.json'), 'utf8')) as Report

const verdictsIn = (report: Report): Readonly<Record<string, string>> =>
  Object.fromEntries(
    report.contracts.flatMap(({ requirements }) =>
      requirements.flatMap(({ id, verdict }) =>
        id.includes('/workflow/') ? [[id.replace(/.*\/workflow\//, ''), verdict]] : [],
      ),
    ),
  )

const schemaErrors = (report: Report): readonly unknown[] => {
  const ajv = new Ajv2020({ allErrors: true, strictRequired: false })
  addFormats.default(ajv)
  const schema = readFileSync(new URL('../dist/reports/report.schema.json', import.meta.url), 'utf8')
  const validate = ajv.compile(JSON.parse(schema) as object)
  validate(report)
  return validate.errors ?? []
}

test('the example of the page is listed as the page shows it, and explained', async () => {
  const folder = withExample()
  const listed = await assay(['list', 'dkhardware', '--workflow', file, '--only', '**/workflow/**'], { folder })
  expect(page).toContain(`\n${listed.stdout}\`\`\``)
  const explained = await assay(['explain', 'dkhardware/workflow/orderAndPay/made', '--workflow', file], { folder })
  expect(explained).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('runs the workflow orderAndPay up to its step made'),
  })
})

test('it passes at the reference; where a step is broken the report shows it, and it can be replayed', async () => {
  const folder = withExample()
  const right = await assay(['run', 'dkhardware', '--reference', '--workflow', file, ...own, '--seed', '1'], { folder })
  expect(right.code).toBe(0)
  const good = reportIn(folder)
  expect(verdictsIn(good)).toEqual({
    'orderAndPay/place': 'pass',
    'orderAndPay/made': 'pass',
    'orderAndPay/pay': 'pass',
  })
  expect(good.contracts[0]?.settings.workflows).toEqual([file])
  expect(schemaErrors(good)).toEqual([])
  const fault = ['--fault', 'payment-answers-201']
  const wrong = await assay(
    ['run', 'dkhardware', '--workflow', file, ...own, ...fault, '--seed', '1', '--report', 'json'],
    { folder },
  )
  expect(wrong.code).toBe(1)
  const bad = reportIn(folder)
  expect(verdictsIn(bad)).toEqual({
    'orderAndPay/place': 'pass',
    'orderAndPay/made': 'pass',
    'orderAndPay/pay': 'fail',
  })
  const finding = bad.contracts[0]?.requirements.flatMap(({ findings }) => findings)[0]
  expect(finding).toMatchObject({ at: 'status', expected: '200', received: expect.stringMatching(/^201 /) })
  expect(finding?.script).toContain('/v1/order/create')
  const again = await assay(['replay', 'assay-report/report.json#workflow/orderAndPay'], { folder })
  expect({ code: again.code, last: again.stdout.trim().split('\n').at(-1) }).toEqual({
    code: 1,
    last: 'It still fails.',
  })
  const rebuilt = await assay(['report', 'assay-report/evidence.ndjson', '--to', 'json', '--out', 'again'], { folder })
  expect(rebuilt.stderr).toBe('')
  expect(verdictsIn(reportIn(folder, 'again'))).toEqual(verdictsIn(bad))
})

test('a configuration names them from its own folder, and shards of a run share them', async () => {
  const folder = withExample()
  writeFileSync(join(folder, 'assay.config.json'), JSON.stringify({ contract: 'dkhardware', workflows: [`./${file}`] }))
  for (const part of ['1/2', '2/2']) {
    const out = `part-${part.slice(0, 1)}`
    await assay(['run', '--reference', '--seed', '3', '--shard', part, ...own, '--out', out, '--report', 'json'], {
      folder,
    })
  }
  const merged = await assay(['merge', 'part-1', 'part-2', '--out', 'whole', '--report', 'json'], { folder })
  expect(merged.code).toBe(0)
  expect(verdictsIn(reportIn(folder, 'whole'))).toEqual({
    'orderAndPay/place': 'pass',
    'orderAndPay/made': 'pass',
    'orderAndPay/pay': 'pass',
  })
})

test('what is wrong with a file ends with 2 and its place, before anything is sent', async () => {
  const folder = withExample()
  writeFileSync(
    join(folder, 'wrong.yaml'),
    example.replace('operationId: requestPayment', 'operationId: requestPaymnt'),
  )
  const line = example.split('\n').findIndex((text) => text.includes('requestPayment')) + 1
  expect(await assay(['run', 'dkhardware', '--reference', '--workflow', 'wrong.yaml'], { folder })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      `wrong.yaml:${line}:9: dkhardware has no operation requestPaymnt; did you mean requestPayment?`,
    ),
  })
  const stray = ['run', 'crayon', 'shopctrl', '--reference', '--workflow', file]
  expect(await assay(stray, { folder })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`The workflows of ${file} are about none of crayon, shopctrl`),
  })
  const lost = ['run', 'dkhardware', '--reference', '--workflow', file, '--fixture', 'poNumbr=1']
  expect(await assay(lost, { folder })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('did you mean poNumber?'),
  })
})

test('workflows run about a document of others, with fixtures as inputs', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(things))
  writeFileSync(
    join(folder, 'flow.yaml'),
    `arazzo: 1.0.1
info: { title: Our things, version: '1' }
sourceDescriptions: [{ name: theirs, url: https://vendor.example/openapi.json }]
workflows:
  - workflowId: life
    inputs: { type: object, required: [name], properties: { name: { type: string, x-assay-fixture: thingName } } }
    steps:
      - stepId: make
        operationId: makeThing
        requestBody: { replacements: [{ target: /name, value: $inputs.name }] }
        outputs: { id: $response.body#/id }
      - stepId: done
        operationId: readThing
        parameters: [{ name: id, in: path, value: $steps.make.outputs.id }]
        successCriteria:
          - condition: $response.body#/state == 'done' && $response.body#/name == $inputs.name
        onFailure: [{ name: wait, type: retry, retryLimit: 6 }]
`,
  )
  const server = await startThings()
  try {
    const common = [
      'run',
      './openapi.json',
      '--target',
      server.baseUrl,
      '--workflow',
      'flow.yaml',
      '--only',
      '**/workflow/**',
      '--report',
      'json',
    ]
    const lacking = await assay(common, { folder })
    expect(lacking.stdout).toContain('give --fixture thingName=…')
    expect(verdictsIn(reportIn(folder))).toEqual({ 'life/make': 'untested', 'life/done': 'untested' })
    const given = await assay([...common, '--fixture', 'thingName=lamp'], { folder })
    expect(given.code).toBe(0)
    expect(verdictsIn(reportIn(folder))).toEqual({ 'life/make': 'pass', 'life/done': 'pass' })
    expect(server.seen.map(({ body }) => body).join()).toContain('"name":"lamp"')
  } finally {
    await server.close()
  }
})
