import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import { strayText } from '../core/bytes.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Json } from '../core/json.ts'
import { folderOf } from '../test/folder-of.ts'
import { type Related, relatedOf } from './related.ts'

const json = { content: { 'application/json': { schema: { type: 'object' } } } }
const no = [{ name: 'no', in: 'path', required: true, schema: { type: 'string' } }]
const ok = { '200': { description: 'shown', ...json } }
const source = { document: 'Shop', section: 'Orders' }
const judge = (id: string) => ({ id, title: id, how: 'compares', source })

const contract = await loadContract(
  join(
    folderOf({
      'shop.json': {
        openapi: '3.1.0',
        info: { title: 'Shop', version: '1' },
        paths: {
          '/orders': { post: { operationId: 'submit', requestBody: json, responses: ok } },
          '/orders/{no}': {
            get: { operationId: 'read', parameters: no, responses: ok },
            patch: { operationId: 'update', parameters: no, requestBody: json, responses: ok },
          },
        },
      },
      'relations.yaml': {
        relations: [
          {
            kind: 'readsBack',
            thing: 'order',
            name: 'no',
            read: { operation: 'read', key: 'path.no', stable: judge('flow/stable') },
            writes: [
              { operation: 'submit', key: 'reply.no', creates: true, shows: judge('flow/submitted') },
              {
                operation: 'update',
                key: 'path.no',
                changes: ['status'],
                shows: judge('flow/updated'),
                frame: judge('flow/rest'),
              },
            ],
            refused: judge('flow/refused'),
            volatile: [],
            shown: ['total', 'status'],
          },
        ],
      },
    }),
    'shop.json',
  ),
)

type Asked = {
  readonly operation: string
  readonly path: string
  readonly status?: number
  readonly body?: Json
  readonly sent?: Json
  /** As it goes over the wire; else `sent`. */
  readonly wire?: string
}

/** What is exchanged one after the other, or `under way` until it is ended. */
const talk = (of = contract) => {
  const related: Related = relatedOf(of, (facet) => facet)
  let serial = 0
  const begin = ({ operation, path, status = 200, body, sent = {}, wire = JSON.stringify(sent) }: Asked): Exchange => {
    serial += 1
    const method = { submit: 'POST', add: 'POST', update: 'PATCH', remove: 'DELETE' }[operation] ?? 'GET'
    const exchange: Exchange = {
      id: `case#${serial}`,
      operation,
      request: {
        method,
        path,
        headers: { 'Content-Type': 'application/json' },
        ...(method === 'GET' ? {} : { body: wire }),
      },
      outcome: {
        kind: 'reply',
        reply: { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}), ms: 1 },
      },
    }
    related.begin(exchange.id, operation, () => exchange.request)
    return exchange
  }
  const end = (exchange: Exchange) => {
    related.end(exchange)
    return related.judge(exchange).evidence.map(({ verdict, requirement }) => `${verdict} ${requirement}`)
  }
  return { related, begin, end, send: (asked: Asked) => end(begin(asked)) }
}

const submit = (body: Json): Asked => ({ operation: 'submit', path: '/orders', body })
const read = (body: Json, of = '1'): Asked => ({ operation: 'read', path: `/orders/${of}`, body })
const update = (body: Json, status = 200): Asked => ({ operation: 'update', path: '/orders/1', body, status })

const made = { no: '1', total: 3, status: 'created' }

describe('what is read', () => {
  test('is compared with the latest only where replies are long, whatever thing they show', () => {
    const { send } = talk()
    const long = (of: string, total: number): Asked => read({ no: of, total, text: 'x'.repeat(60_000) }, of)
    for (const of of ['1', '2', '3', '4', '5']) expect(send(long(of, 3))).toEqual([])
    expect(send(long('5', 4))).toEqual(['fail flow/stable'])
    expect(send(long('1', 4))).toEqual([])
    expect(send(read({ no: '6', total: 3 }, '6'))).toEqual([])
    for (const of of ['1', '2', '3', '4', '5']) send(long(of, 3))
    expect(send(read({ no: '6', total: 4 }, '6'))).toEqual(['fail flow/stable'])
  })

  test('is what the last write showed', () => {
    const { send } = talk()
    expect(send(submit(made))).toEqual([])
    expect(send(read(made))).toEqual(['pass flow/submitted'])
    expect(send(read({ ...made, total: 4 }))).toEqual(['fail flow/stable'])
  })

  test('is not what the last write showed', () => {
    const { send } = talk()
    send(submit(made))
    expect(send(read({ ...made, total: 4 }))).toEqual(['fail flow/submitted'])
  })

  test('may show a write that is under way, and shows the rest', () => {
    const { begin, end, send } = talk()
    send(submit(made))
    const open = begin(update({ ...made, status: 'failed' }))
    expect(send(read({ ...made, status: 'failed' }))).toEqual(['pass flow/submitted'])
    expect(send(read({ ...made, total: 4 }))).toEqual(['fail flow/stable'])
    expect(end(open)).toEqual(['pass flow/rest'])
  })

  test('may show a write that was never answered', () => {
    const { related, begin, send } = talk()
    send(submit(made))
    related.end({ ...begin(update({})), outcome: { kind: 'silent', cause: 'timeout', detail: 'nothing came' } })
    expect(send(read({ ...made, status: 'failed' }))).toEqual(['pass flow/submitted'])
  })

  test('of another order, or in a reply that names another one, is not compared', () => {
    const { send } = talk()
    send(submit(made))
    expect(send(read({ no: '2', total: 9 }, '2'))).toEqual([])
    expect(send(read({ no: '2', total: 9 }))).toEqual([])
  })
})

describe('an update', () => {
  test('leaves the rest, and is read as it was told', () => {
    const { send } = talk()
    send(submit(made))
    expect(send(update({ ...made, status: 'failed' }))).toEqual(['pass flow/rest'])
    expect(send(read({ ...made, status: 'created' }))).toEqual(['fail flow/updated'])
  })

  test('that changes more is told', () => {
    const { send } = talk()
    send(submit(made))
    expect(send(update({ ...made, total: 1 }))).toEqual(['fail flow/rest'])
  })

  test('that is refused changes nothing', () => {
    const { send } = talk()
    send(submit(made))
    send(read(made))
    expect(send(update({}, 400))).toEqual([])
    expect(send(read(made))).toEqual(['pass flow/refused'])
    send(update({}, 400))
    expect(send(read({ ...made, status: 'failed' }))).toEqual(['fail flow/refused'])
  })
})

test('a finding comes with the exchange that it rests on', () => {
  const { related, begin, end, send } = talk()
  const first = begin(submit(made))
  end(first)
  const second = begin(read({ ...made, total: 4 }))
  related.end(second)
  expect(related.judge(second).earlier).toEqual([first])
  expect(send(read(made, '2'))).toEqual([])
})

const path = (...names: readonly string[]) =>
  names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

const listed = await loadContract(
  join(
    folderOf({
      'shop.json': {
        openapi: '3.1.0',
        info: { title: 'Shop', version: '1' },
        paths: {
          '/orders/{no}/notes': {
            post: { operationId: 'add', parameters: path('no'), requestBody: json, responses: ok },
            get: { operationId: 'list', parameters: path('no'), responses: ok },
          },
          '/orders/{no}/notes/{id}': {
            delete: { operationId: 'remove', parameters: path('no', 'id'), responses: ok },
          },
        },
      },
      'relations.yaml': {
        relations: [
          {
            kind: 'echo',
            id: 'flow/notes',
            title: 'The {member} is kept',
            how: 'compares',
            source,
            request: { operation: 'add' },
            reply: { operation: 'list', at: 'notes', key: { written: 'path.no', asked: 'path.no' } },
            element: { ids: ['id'] },
            removedBy: ['remove'],
            removed: 'path.id',
            absent: 'broken',
            members: [{ member: 'text', as: 'text' }],
          },
          {
            kind: 'readsBack',
            thing: 'notes',
            name: '',
            read: { operation: 'list', key: 'path.no', stable: judge('flow/stable') },
            writes: [
              { operation: 'add', key: 'path.no', changes: ['notes'] },
              { operation: 'remove', key: 'path.no', changes: ['notes'] },
            ],
            refused: judge('flow/refused'),
            volatile: [],
            known: { notes: ['id'] },
            shown: ['notes'],
          },
        ],
      },
    }),
    'shop.json',
  ),
)

describe('notes of an order', () => {
  const [first, second] = [
    { id: 'a', text: 'first' },
    { id: 'b', text: 'second' },
  ]
  const add = (text: string): Asked => ({ operation: 'add', path: '/orders/1/notes', body: {}, sent: { text } })
  const remove = (id: string, status = 200): Asked => ({
    operation: 'remove',
    path: `/orders/1/notes/${id}`,
    body: {},
    status,
  })
  const list = (...notes: readonly Json[]): Asked => ({
    operation: 'list',
    path: '/orders/1/notes',
    body: { notes: [...notes] },
  })
  const begun = () => {
    const { send } = talk(listed)
    send(add('first'))
    send(add('second'))
    expect(send(list(first, second))).toEqual(['pass flow/notes/text', 'pass flow/notes/text'])
    return send
  }

  test('of bytes that are no UTF-8, which a lenient target takes, are nothing that must come back', () => {
    const send = begun()
    send({ ...add(''), wire: `{"text":"half${strayText(0xe2, 0x82)}"}` })
    expect(send(list(first, second, { id: 'c', text: 'half\ufffd' }))).not.toContain('fail flow/notes/text')
    expect(send(list(first, { id: 'c', text: 'half\ufffd' }))).toContain('fail flow/notes/text')
  })

  test('are read as they were written, though another one was removed', () => {
    const send = begun()
    send(remove('b'))
    expect(send(list({ ...first, text: 'firs' }))).toContain('fail flow/notes/text')
  })

  test('may be gone when they were removed, and are not when nobody removed them', () => {
    const send = begun()
    send(remove('b'))
    expect(send(list(first))).toEqual(['pass flow/notes/text', 'pass flow/stable'])
    expect(send(list())).toEqual(expect.arrayContaining(['fail flow/notes/text', 'fail flow/stable']))
  })

  test('are still there after a removal that is refused', () => {
    const send = begun()
    send(remove('b', 404))
    expect(send(list(first))).toEqual(expect.arrayContaining(['fail flow/notes/text', 'fail flow/refused']))
  })

  test('are one more for each that was added', () => {
    const send = begun()
    send(add('third'))
    const third = { id: 'c', text: 'third' }
    expect(send(list(first, second, third, { ...third, id: 'd' }))).toContain('fail flow/stable')
  })
})
