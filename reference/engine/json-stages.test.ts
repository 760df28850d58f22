import { expect, test } from 'vitest'
import { appOf } from './app.ts'
import { jsonStages } from './json-stages.ts'
import { atLeast, plainInteger, present, rulesOf } from './kinds.ts'
import type { Service } from './service.ts'
import { overlooking } from './switch.ts'

const contract = 'things'
const token = 'token'
const operations = [
  { id: 'list', method: 'GET', path: '/things' },
  { id: 'add', method: 'POST', path: '/things' },
]
const rules = {
  add: {
    headers: rulesOf([], { 'header.X-Key': present }),
    body: rulesOf([], { size: [...present, ...plainInteger, ...atLeast(1)] }),
  },
}

const service: Service = {
  contract,
  token,
  fixtures: {},
  operations,
  elsewhere: () => ({ status: 404, headers: {}, body: 'nowhere' }),
  stages: jsonStages({ contract, operations, token, rules }),
  refuse: (problems) => ({
    status: problems[0].status,
    headers: problems[0].headers ?? {},
    body: problems.map(({ requirement }) => requirement),
  }),
  open: () => undefined,
  perform: ({ soundness }) => ({ status: 200, headers: {}, body: soundness }),
  crash: () => ({ status: 500, headers: {}, body: null }),
  switches: [
    {
      id: 'takes-any-size',
      title: 'Takes any size',
      kind: 'constraint',
      requirement: 'things/add/request/size/minimum',
      hooks: overlooking(contract, 'add/request/size/minimum'),
    },
    {
      id: 'takes-anyone',
      title: 'Takes any token',
      kind: 'credentials',
      requirement: 'things/add/auth/unknown',
      hooks: overlooking(contract, 'add/auth/unknown'),
    },
  ],
}

const known = { authorization: 'Bearer token', 'content-type': 'application/json', 'x-key': 'a' }

const ask = async (init: RequestInit & { readonly path?: string; readonly faults?: readonly string[] }) => {
  const { path = '/things', faults = [], headers, ...rest } = init
  const all = Object.fromEntries(
    Object.entries({ ...known, ...(headers as object) }).filter(([, value]) => value !== 'none'),
  )
  const reply = await appOf(service, { faults }).request(path, { ...rest, headers: all as Record<string, string> })
  return [reply.status, await reply.json()] as const
}

const post = { method: 'POST', body: '{"size":1}' }

test('what is in order is performed', async () => {
  expect(await ask(post)).toEqual([200, 'sound'])
  expect(await ask({ path: '/nowhere' })).toEqual([404, 'nowhere'])
})

test('the first that is wrong answers: method, token, label, headers, body', async () => {
  const bad = { authorization: 'none', 'content-type': 'text/plain', 'x-key': 'none' }
  expect(await ask({ method: 'PUT', body: '{', headers: bad })).toEqual([405, ['things/list/protocol/wrong-method']])
  expect(await ask({ method: 'POST', body: '{', headers: bad })).toEqual([401, ['things/add/auth/missing']])
  const labelled = { ...bad, authorization: 'Bearer token' }
  expect(await ask({ method: 'POST', body: '{', headers: labelled })).toEqual([
    415,
    ['things/add/protocol/wrong-content-type'],
  ])
  expect(await ask({ method: 'POST', body: '{', headers: { 'x-key': 'none' } })).toEqual([
    400,
    ['things/add/request/header.X-Key/required'],
  ])
  expect(await ask({ method: 'POST', body: '{' })).toEqual([400, ['things/add/protocol/truncated-json']])
  expect(await ask({ method: 'POST', body: '{"size":0}' })).toEqual([400, ['things/add/request/size/minimum']])
})

test('a fault lets one thing through; what is asked is unsound only where its form is', async () => {
  const tooSmall = { method: 'POST', body: '{"size":0}', faults: ['takes-any-size'] }
  expect(await ask(tooSmall)).toEqual([200, 'unsound'])
  const stranger = { ...post, faults: ['takes-anyone'], headers: { authorization: 'Bearer other' } }
  expect(await ask(stranger)).toEqual([200, 'sound'])
  expect(await ask({ ...tooSmall, body: '{"size":"1"}' })).toEqual([400, ['things/add/request/size/type']])
})
