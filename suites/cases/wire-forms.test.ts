import { describe, expect, test } from 'vitest'
import { xml } from '../../contracts/codec/xml.ts'
import type { Operation } from '../../contracts/contract.ts'
import { type Call, wireRequest } from '../request.ts'
import {
  acceptForms,
  astralReferences,
  jsonForms,
  labelForms,
  messageForms,
  rangeForms,
  schemeForms,
  turnedNumbers,
  type WireForm,
  xmlForms,
} from './wire-forms.ts'

const operation: Operation = {
  id: 'make',
  method: 'POST',
  path: '/things',
  parameters: [],
  replies: [],
  body: { mediaType: 'application/json', mediaTypes: ['application/json', 'application/xml'] },
} as unknown as Operation

const body = { name: 'Größe "a\\b" 😀', list: [1.5, true, null], inner: { a: '', b: '/' } }
const call: Call = { operation, parameters: {}, body }
const defaults = { headers: {}, credentials: { headers: { Authorization: 'Bearer t' }, query: {} } }

const sent = (forms: readonly WireForm[], of: Call) =>
  wireRequest(
    forms.reduce((so, { change }) => change(so), of),
    defaults,
  )

const isOfText = ({ id }: WireForm): boolean => id !== 'charset'

describe('another way to write JSON', () => {
  const plain = wireRequest(call, defaults).body

  test.each([
    ...[...jsonForms, turnedNumbers].filter(isOfText).map((one) => [one.id, [one]] as const),
    ['all together', jsonForms] as const,
  ])('%s is other text of the same value', (_, forms) => {
    const { body: text = '' } = sent(forms, call)
    expect(text).not.toBe(plain)
    expect(JSON.parse(text)).toEqual(body)
  })
})

describe('another way to write XML', () => {
  const inXml: Call = {
    ...call,
    contentType: 'application/xml',
    body: { name: 'Größe', note: 'a&b', amount: 1.5, list: '00123' },
  }
  const plain = wireRequest(inXml, defaults).body ?? ''

  test.each([...xmlForms.filter(isOfText).map((one) => [one.id, [one]] as const), ['all together', xmlForms] as const])(
    '%s is other text of the same value',
    (_, forms) => {
      const { body: text = '' } = sent(forms, inXml)
      expect(text).not.toBe(plain)
      expect(xml.decode(text, undefined)).toEqual(xml.decode(plain, undefined))
    },
  )
})

test('a namespace is left out of XML where nothing uses it, and nowhere else', () => {
  const forms = xmlForms.filter(({ id }) => id === 'namespaces')
  const plain: Call = { ...call, contentType: 'application/xml', body: { name: 'a' } }
  expect(wireRequest(plain, defaults).body).toContain('xmlns:xsi=')
  expect(sent(forms, plain).body).not.toContain('xmlns:')
  expect(sent(forms, { ...plain, body: { name: null } }).body).toMatch(/^<\S+ xmlns:xsi="[^"]*"><name xsi:nil/)
})

test('characters beyond U+FFFF are each written as one reference', () => {
  const form = astralReferences(['note'])
  const inXml: Call = { ...call, contentType: 'application/xml', body: { name: 'a', note: 'b' } }
  const plain = wireRequest(form.plain?.(inXml) ?? inXml, defaults).body ?? ''
  const { body: text = '' } = sent([form], inXml)
  expect(text).toMatch(/<note>&#(?:x1f600|128512);&#(?:x1d49c|119964); a<\/note>/)
  expect(xml.decode(text, undefined)).toEqual(xml.decode(plain, undefined))
})

test('the label names the charset as most clients write it, whatever the body is', () => {
  expect(sent(jsonForms, call).headers).toMatchObject({ 'Content-Type': 'application/json; charset=utf-8' })
  const inXml = { ...call, contentType: 'application/xml' }
  expect(sent(xmlForms, inXml).headers).toMatchObject({ 'Content-Type': 'application/xml; charset=utf-8' })
})

test('none of the ways undoes another where all are used at once', () => {
  const { body: text = '' } = sent(jsonForms, call)
  expect(text).toMatch(/^\s+\{\s*"\\u0069nner"/)
  expect(text).toMatch(/ {20000}\}\s*$/)
  expect(text).toContain('15E-1')
  const inXml = sent(xmlForms, { ...call, contentType: 'application/xml', body: { a: 'abc', b: 'abc', c: 'abc' } })
  expect(inXml.body).toMatch(/^<\?xml[\s\S]*<!--[\s\S]*<a>&#97;&#x62;c<\/a>\r\n\t[\s\S]*<!\[CDATA\[/)
})

test('the same message is written with other names, labels and accepted types, its body in chunks', () => {
  expect(sent(messageForms, call)).toMatchObject({
    headers: {
      AUTHORIZATION: 'Bearer t',
      'CONTENT-TYPE': 'Application/JSON; charset="UTF-8"',
      ACCEPT: 'text/plain;q=0.1, application/json, */*;q=0.2',
      'TRANSFER-ENCODING': 'chunked',
    },
    body: JSON.stringify(body),
  })
})

test('any type is accepted in words or by saying nothing, whatever the call asked for before', () => {
  const asking: Call = { ...call, parameters: { 'header.Accept': 'application/json' } }
  expect(acceptForms.map((form) => sent([form], asking).headers)).toMatchObject([
    { Accept: '*/*' },
    { Authorization: 'Bearer t' },
    { Accept: 'application/json;q=0.9' },
  ])
  expect(sent(acceptForms.slice(1, 2), asking).headers).not.toHaveProperty('Accept')
})

test('each label is written with a charset, and each kind of label accepted as a whole', () => {
  const labels = ['application/json', 'text/json', 'text/xml']
  expect(rangeForms(labels).map((form) => sent([form], call).headers)).toMatchObject([
    { Accept: 'application/*' },
    { Accept: 'text/*' },
  ])
  const [, json, xmlText] = labelForms(labels)
  expect(json && sent([json], call).headers).toMatchObject({ 'Content-Type': 'text/json; charset=utf-8' })
  expect(xmlText?.plain && wireRequest(xmlText.plain(call), defaults).headers).toMatchObject({
    'Content-Type': 'text/xml',
  })
})

test('an Accept header that every request of a run carries stays', () => {
  const fixed = { ...defaults, headers: { Accept: 'application/vnd.shop+json' } }
  const [, absent] = acceptForms
  expect(wireRequest(absent?.change(call) ?? call, fixed).headers).toMatchObject({
    Accept: 'application/vnd.shop+json',
  })
})

describe('another way to write credentials', () => {
  const own = (value: string) => ({ headers: { Authorization: value }, query: {} })

  test('the scheme is in small letters, and what follows it is as it was', () => {
    const [form] = schemeForms(own('Bearer Abc.D'))
    expect(form?.change(call).credentials).toEqual(own('bearer Abc.D'))
  })

  test('what is no scheme of ours is left alone', () => {
    expect(schemeForms(own('Key Abc'))).toEqual([])
    expect(schemeForms({ headers: { 'X-Key': 'Bearer a' }, query: {} })).toEqual([])
  })
})
