import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderOf } from '../../test/folder-of.ts'
import { loadContract } from '../load.ts'

const reply = { description: 'told', content: { 'application/json': { schema: { type: 'object' } } } }
const thing = {
  get: {
    operationId: 'readThing',
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    responses: { 200: reply },
  },
}
const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: { '/things': { post: { operationId: 'makeThing', responses: { 200: reply } } }, '/things/{id}': thing },
}

const file = (workflows: string, rest = ''): string => `arazzo: 1.0.1
info: { title: Our things, version: '1' }
sourceDescriptions: [{ name: things, url: things.json, type: openapi }]
workflows:
${workflows}
${rest}`

const folder = folderOf({
  'things.json': document,
  'others.json': { ...document, info: { title: 'Others', version: '1' } },
  'good.yaml': file(
    `
  - workflowId: life
    summary: a thing is made and read
    inputs: { type: object, required: [id], properties: { id: { type: string, x-assay-fixture: thingId } } }
    parameters: [{ reference: $components.parameters.trace }]
    steps:
      - stepId: make
        operationId: $sourceDescriptions.things.makeThing
        x-assay-set-up: true
        outputs: { id: $response.body#/id }
      - stepId: read
        description: What was made is read
        operationPath: '{$sourceDescriptions.things.url}#/paths/~1things~1{id}/get'
        parameters: [{ name: id, in: path, value: $steps.make.outputs.id }]
        successCriteria:
          - { condition: $statusCode == 200 }
          - condition: $response.body#/id == $inputs.id
            x-assay-requirement: { id: thing/same, title: It is the thing, level: should, ambiguities: [3] }
`,
    `components: { parameters: { trace: { name: X-Trace, in: header, value: a } } }`,
  ),
})
const contract = join(folder, 'things.json')

const errorOf = async (workflows: string, rest = ''): Promise<string> => {
  const { writeFileSync } = await import('node:fs')
  const path = join(folder, `wrong-${Math.random()}.yaml`)
  writeFileSync(path, file(workflows, rest))
  return loadContract(contract, { workflows: [path] }).then(
    () => '',
    (error: Error) => error.message.replaceAll(path, 'FILE'),
  )
}

const steps = (text: string): string => `  - workflowId: one\n    steps:\n${text}`
const call = (more: string): string => steps(`      - { stepId: make, operationId: makeThing, ${more} }`)

test('workflows of a file are read, and their steps are requirements', async () => {
  const { workflows, requirements } = await loadContract(contract, { workflows: [join(folder, 'good.yaml')] })
  expect(workflows).toMatchObject([
    {
      id: 'life',
      inputs: [{ name: 'id', fixture: 'thingId', required: true }],
      steps: [
        { id: 'make', does: { kind: 'call', operation: 'makeThing' }, parameters: [{ in: 'header', name: 'X-Trace' }] },
        { id: 'read', does: { kind: 'call', operation: 'readThing' }, parameters: [{}, { in: 'path', name: 'id' }] },
      ],
    },
  ])
  const source = { document: 'Our things', section: 'workflow life', row: 'read' }
  expect(
    requirements.filter(({ operation, id }) => operation === 'readThing' && /workflow|thing\/same/.test(id)),
  ).toEqual([
    {
      id: 'things/workflow/life/read',
      operation: 'readThing',
      level: 'must',
      title: 'What was made is read',
      source,
      ambiguities: [],
      testedBy: { kind: 'flow', how: 'runs the workflow life up to its step read' },
      fixtures: ['thingId'],
    },
    expect.objectContaining({ id: 'things/thing/same', level: 'should', title: 'It is the thing', ambiguities: [3] }),
  ])
})

test('a step that is set-up alone promises nothing', async () => {
  const { requirements } = await loadContract(contract, { workflows: [join(folder, 'good.yaml')] })
  expect(requirements.filter(({ id }) => id.includes('life/make'))).toEqual([])
})

test('other workflows make another contract, and without any it is as it was', async () => {
  const [bare, again, more] = await Promise.all([
    loadContract(contract),
    loadContract(contract, { workflows: [] }),
    loadContract(contract, { workflows: [join(folder, 'good.yaml')] }),
  ])
  expect(bare.digest).toBe(again.digest)
  expect(more.digest).not.toBe(bare.digest)
})

test('of several contracts, the workflows are of that which their source names', async () => {
  const given = { workflows: [join(folder, 'good.yaml')], isOneOfSeveral: true }
  const [own, other] = await Promise.all([
    loadContract(contract, given),
    loadContract(join(folder, 'others.json'), given),
  ])
  expect([own.workflows.length, other.workflows.length]).toEqual([1, 0])
})

describe('what is wrong is told with its place', () => {
  const wrong: readonly (readonly [what: string, workflows: string, message: RegExp])[] = [
    [
      'a misspelt member',
      steps('      - { stepId: make, operatonId: makeThing }'),
      /^FILE:\d+:\d+: .*unknown member operatonId; did you mean operationId\?/,
    ],
    [
      'an unknown operation',
      steps('      - { stepId: make, operationId: makeThng }'),
      /^FILE:7:25: things has no operation makeThng; did you mean makeThing\?/,
    ],
    [
      'an unknown path',
      steps("      - { stepId: make, operationPath: '{$sourceDescriptions.things.url}#/paths/~1thing/get' }"),
      /no operation GET \/thing; did you mean \/things\?/,
    ],
    [
      'no call',
      steps('      - { stepId: make }'),
      /the step make has none of operationId, operationPath and workflowId/,
    ],
    ['two calls', call('workflowId: one'), /has more than one of operationId/],
    [
      'an unknown workflow',
      steps('      - { stepId: make, workflowId: on }'),
      /no workflow on in this file; did you mean one\?/,
    ],
    ['an unknown step', call('onSuccess: [{ name: go, type: goto, stepId: read }]'), /leads to an unknown step read/],
    [
      'an unknown output',
      call('successCriteria: [{ condition: $steps.make.outputs.id == 1 }]'),
      /names no output of the step make, id; there is none/,
    ],
    [
      'an unknown input',
      call('parameters: [{ name: a, in: query, value: $inputs.a }]'),
      /names an input that is not declared, a/,
    ],
    ['a parameter without a place', call('parameters: [{ name: a, value: 1 }]'), /does not say where it goes/],
    [
      'a parameter that no path has',
      call('parameters: [{ name: id, in: path, value: 1 }]'),
      /the path of makeThing has no parameter id/,
    ],
    [
      'an answer before there is one',
      call('requestBody: { payload: { a: $response.body } }'),
      /has not been answered yet/,
    ],
    [
      'a condition that no reply can break',
      call('successCriteria: [{ condition: 1 == 1 }]'),
      /looks at nothing that the API answers/,
    ],
    [
      'a condition in XPath',
      call('successCriteria: [{ condition: /a, type: xpath, context: $response.body }]'),
      /XPath are not run/,
    ],
    [
      'a JSONPath that is none',
      call("successCriteria: [{ condition: '$.a[', type: jsonpath, context: $response.body }]"),
      /no JSONPath of RFC 9535/,
    ],
    [
      'a pattern that is none',
      call("successCriteria: [{ condition: '(', type: regex, context: $response.body }]"),
      /no regular expression/,
    ],
    ['no context', call("successCriteria: [{ condition: '^2', type: regex }]"), /needs a context/],
    [
      'an unknown requirement',
      call('x-assay-requirement: makeThing/nothing'),
      /things has no requirement makeThing\/nothing/,
    ],
    [
      'a level of a requirement that has its own',
      call('x-assay-requirement: { id: makeThing/response.200/status, level: may }'),
      /already, which says its level/,
    ],
    [
      'a target that is no pointer',
      call('requestBody: { replacements: [{ target: a, value: 1 }] }'),
      /the target a is no JSON Pointer/,
    ],
    [
      'two steps of one name',
      steps('      - { stepId: make, operationId: makeThing }\n      - { stepId: make, operationId: makeThing }'),
      /has two steps make/,
    ],
    ['a goto that leads nowhere', call('onFailure: [{ name: go, type: goto }]'), /the action go leads nowhere/],
    [
      'a component that is none',
      call('parameters: [{ reference: $components.parameters.trace }]'),
      /is no parameter of the components/,
    ],
    [
      'inputs that are no schema',
      '  - workflowId: one\n    inputs: { type: thing }\n    steps: [{ stepId: make, operationId: makeThing }]',
      /the inputs are no JSON Schema/,
    ],
    [
      'a circle of dependencies',
      '  - { workflowId: one, dependsOn: [two], steps: [{ stepId: make, operationId: makeThing }] }\n  - { workflowId: two, dependsOn: [one], steps: [{ stepId: make, operationId: makeThing }] }',
      /one depends on two, which depends on it/,
    ],
  ]

  test.each(wrong)('%s', async (_, workflows, message) => {
    expect(await errorOf(workflows)).toMatch(message)
  })

  test('a file that is not there, and another version of Arazzo', async () => {
    await expect(loadContract(contract, { workflows: ['none.yaml'] })).rejects.toThrow(
      'There is no file of workflows none.yaml',
    )
    expect(await errorOf(call('description: a'), 'x: 1')).toMatch(/unknown member x/)
  })
})
