import { expect, test } from 'vitest'
import { shopOf, talk } from '../../test/talk.ts'

const promise = (id: string) => ({ id, title: id, how: 'compares', source: { document: 'Shop', section: 'Formats' } })
const order = (operation: string) => ({ operation, key: 'path.no' })
const inXml = { id: 'xml', what: 'in XML', as: 'xml', open: [128] }
const contract = await shopOf(
  {
    read: 'GET /orders/{no}',
    make: 'POST /orders',
    update: 'PATCH /orders/{no}',
    add: 'POST /orders/{no}/notes',
    notes: 'GET /orders/{no}/all-notes',
    write: 'POST /orders/{no}/all-notes',
  },
  [
    {
      kind: 'alike',
      what: 'order',
      changedBy: [order('update'), order('add')],
      volatile: [{ at: 'state', why: 'it changes' }],
      calls: [
        {
          ...order('read'),
          forms: [{ ...inXml, sent: { query: { format: 'xml' } }, reply: promise('read/xml') }],
        },
        {
          operation: 'make',
          key: 'reply.no',
          readBy: order('read'),
          forms: [{ ...inXml, sent: { contentType: 'application/xml' }, reply: promise('make/xml') }],
        },
        {
          ...order('update'),
          readBy: order('read'),
          forms: [
            {
              ...inXml,
              sent: { contentType: 'application/xml' },
              reply: promise('update/xml'),
              effect: { ...promise('update/sent'), body: { memo: 'a' } },
            },
          ],
        },
      ],
    },
    {
      kind: 'alike',
      what: 'notes',
      changedBy: [],
      calls: [
        {
          ...order('notes'),
          forms: [{ ...inXml, sent: { query: { format: 'xml' } }, reply: promise('notes/xml') }],
        },
        {
          ...order('write'),
          readBy: order('notes'),
          forms: [
            {
              ...inXml,
              sent: { contentType: 'application/xml' },
              effect: { ...promise('write/sent'), body: { text: 'a' } },
            },
          ],
        },
      ],
    },
    {
      kind: 'alike',
      what: 'note',
      calls: [
        {
          operation: 'add',
          forms: [{ id: 'any', what: 'asked for as anything', sent: { accept: '*/*' }, reply: promise('add/any') }],
        },
      ],
    },
  ],
)

const read = (memo: string) => ({ operation: 'read', path: '/orders/1', body: { no: '1', memo, state: memo } })
const readXml = (memo: string) => ({
  operation: 'read',
  path: '/orders/1?format=xml',
  xml: `<order><no>1</no><memo>${memo}</memo></order>`,
})
const label = { 'content-type': 'application/xml' }
const update = (memo: string, says = memo) => ({
  operation: 'update',
  path: '/orders/1',
  headers: label,
  written: `<order><memo>${memo}</memo></order>`,
  xml: `<order><no>1</no><memo>${says}</memo></order>`,
})

test('a read in XML is compared with one in JSON, whichever is first', () => {
  for (const [one, other] of [
    [read('a'), readXml('a')],
    [readXml('a'), read('a')],
  ] as const) {
    const { send } = talk(contract)
    expect(send(one)).toEqual([])
    expect(send(other)).toEqual(['pass read/xml'])
  }
  const { send } = talk(contract)
  send(read('a'))
  expect(send(readXml('b'))).toEqual(['fail read/xml'])
})

test('what may have changed in between is not compared', () => {
  const { begin, end, send } = talk(contract)
  send(read('a'))
  const under = begin({ operation: 'update', path: '/orders/1', sent: { memo: 'b' }, body: { no: '1', memo: 'b' } })
  expect(send(readXml('b'))).toEqual([])
  end(under)
  expect(send(readXml('b'))).toEqual(['pass read/xml'])
})

test('what was refused in between changes nothing', () => {
  const { send } = talk(contract)
  send(read('a'))
  send({ operation: 'update', path: '/orders/1', sent: { memo: 'b' }, body: {}, status: 400 })
  expect(send(readXml('a'))).toEqual(['pass read/xml'])
})

test('the reply to a write in XML, and what was sent, are what reads after it', () => {
  const { send } = talk(contract)
  expect(send(update('5 &gt; 3'))).toEqual([])
  expect(send(read('5 > 3'))).toEqual(['pass update/xml', 'pass update/sent'])
  send(update('c'))
  expect(send(read('a'))).toEqual(['fail update/xml', 'fail update/sent'])
  send(update('c', 'd'))
  expect(send(read('c'))).toEqual(['fail update/xml', 'pass update/sent'])
})

test('what a write answers is not compared with what reads something else of it', () => {
  const { send } = talk(contract)
  send({ operation: 'write', path: '/orders/1/all-notes', sent: { text: 'n' }, body: { no: '1', memo: 'a' } })
  const notes = { operation: 'notes', path: '/orders/1/all-notes' }
  expect(send({ ...notes, path: `${notes.path}?format=xml`, xml: '<notes><text>n</text></notes>' })).toEqual([])
  expect(send({ ...notes, body: { text: 'n' } })).toEqual(['pass notes/xml'])
})

test('what is made is known by its name in XML', () => {
  const { send } = talk(contract)
  const make = { operation: 'make', path: '/orders', headers: label, written: '<order/>' }
  send({ ...make, xml: '<order><no>1</no><memo>a</memo></order>' })
  expect(send(read('a'))).toEqual(['pass make/xml'])
})

test('another form than was asked for, and XML that is none, are not compared', () => {
  const { send } = talk(contract)
  send(read('a'))
  expect(send({ ...readXml('a'), xml: '<order><no>1</order>' })).toEqual([])
  expect(send({ operation: 'read', path: '/orders/1?format=xml', body: { no: '2' } })).toEqual([])
  expect(send({ ...readXml('a'), path: '/orders/1?format=other' })).toEqual([])
})

test('the same request in two forms is answered the same, and another one need not be', () => {
  const { send } = talk(contract)
  const add = (text: string, accept: string, id: number) => ({
    operation: 'add',
    path: '/orders/1/notes',
    headers: { accept },
    sent: { text },
    body: { id },
  })
  send(add('a', 'application/json', 1))
  expect(send(add('b', '*/*', 2))).toEqual([])
  expect(send(add('a', '*/*', 1))).toEqual(['pass add/any'])
  expect(send(add('a', '*/*', 2))).toEqual(['fail add/any'])
})

test('what changes between plain reads by itself is not held against XML, wherever it is read', () => {
  const { send } = talk(contract)
  send(read('a'))
  send(read('b'))
  expect(send(readXml('c'))).toEqual(['pass read/xml'])
  expect(send({ ...readXml('c'), xml: '<order><no>2</no><memo>c</memo></order>' })).toEqual(['fail read/xml'])
})

test('what changes by a write in between is held against XML', () => {
  const { send } = talk(contract)
  send(read('a'))
  send(update('b'))
  send(read('b'))
  expect(send(readXml('c'))).toEqual(['fail read/xml'])
})

test('what writes answer otherwise than reads is not held against XML', () => {
  const { send } = talk(contract)
  send(update('whole', 'cut'))
  expect(send(read('whole'))).toContain('fail update/xml')
  send({ operation: 'update', path: '/orders/1', body: { no: '1', memo: 'cut' } })
  send(read('whole'))
  send(update('whole', 'cut'))
  expect(send(read('whole'))).toEqual(['pass update/xml', 'pass update/sent'])
})
