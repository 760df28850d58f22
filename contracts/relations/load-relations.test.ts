import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf } from '../../test/folder-of.ts'
import { loadContract } from '../load.ts'

const json = { content: { 'application/json': { schema: { type: 'object' } } } }
const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      post: { operationId: 'make', requestBody: json, responses: { '200': { description: 'made', ...json } } },
    },
  },
}

const member = { member: 'note', as: 'text' }
const echo = {
  kind: 'echo',
  id: 'flow/trip',
  title: 'The {member} comes back',
  how: 'compares',
  source: { document: 'Things', section: 'Make' },
  request: { operation: 'make' },
  reply: { operation: 'make' },
  absent: 'broken',
  members: [member],
}

const beside = (relations: object): string =>
  join(folderOf({ 'things.json': document, 'relations.yaml': { relations: [relations] } }), 'things.json')

const alone = join(folderOf({ 'things.json': document }), 'things.json')
const known = beside(echo)
const softer = beside({ ...echo, source: { ...echo.source, kind: 'inference' } })

test('a relation beside a contract is loaded, and is a requirement per member', async () => {
  const { relations, requirements } = await loadContract(known)
  expect(relations).toMatchObject([{ kind: 'echo', members: [{ facet: 'flow/trip/note', compare: { as: 'text' } }] }])
  expect(requirements.filter(({ id }) => id.includes('flow/trip'))).toEqual([
    {
      id: 'things/flow/trip/note',
      operation: 'make',
      level: 'must',
      title: 'The note comes back',
      source: echo.source,
      ambiguities: [],
      testedBy: { kind: 'flow', how: 'compares' },
      fixtures: [],
    },
  ])
})

test('a contract without relations has none, and one with other relations is another one', async () => {
  const [none, one, other] = await Promise.all(
    [alone, known, softer].map((path) => loadContract(path, { isKnown: true })),
  )
  expect(none?.relations).toEqual([])
  expect(new Set([none?.digest, one?.digest, other?.digest]).size).toBe(3)
})

const wrong: readonly (readonly [string, object, RegExp])[] = [
  [
    'a misspelt comparison',
    { ...echo, members: [{ member: 'note', as: 'txt' }] },
    /members\/0\/as must be equal to one of/,
  ],
  ['a member of no meaning', { ...echo, absnet: 'broken' }, /must NOT have additional properties \('absnet'\)/],
  ['an unknown kind', { ...echo, kind: 'eco' }, /relations\/0\/kind must be equal to one of/],
  ['no source', { ...echo, source: undefined }, /must have required property 'source'/],
  ['an unknown operation', { ...echo, reply: { operation: 'mkae' } }, /names the operation mkae/],
]

test.each(wrong.map(([what, relation, message]) => [what, beside(relation), message] as const))(
  '%s is told with the file and the place',
  async (_, path, message) => {
    const loading = loadContract(path, { isKnown: true })
    await expect(loading).rejects.toThrow(message)
    await expect(loading).rejects.toThrow(/relations\.yaml/)
  },
)
