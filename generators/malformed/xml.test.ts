import { isUtf8 } from 'node:buffer'
import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { bytesOf } from '../../core/bytes.ts'
import { xmlFlaw } from '../../reference/shopctrl/xml-flaw.ts'
import { malformedXml } from './xml.ts'

const text =
  '<Payment xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Amount>1</Amount><Note>Some words</Note><Ids /></Payment>'

/** Judges that know nothing of the table: a decoder, a parser, and the reference's own list of what that parser lets pass. */
const isMalformed = (document: string) =>
  !isUtf8(bytesOf(document)) || XMLValidator.validate(document) !== true || xmlFlaw(document) !== undefined

test('there are at least fifteen forms, each with an id of its own, and what they are made from is XML', () => {
  expect(new Set(malformedXml.map(({ id }) => id)).size).toBe(malformedXml.length)
  expect(malformedXml.length).toBeGreaterThanOrEqual(15)
  expect(isMalformed(text)).toBe(false)
})

test('the parser alone tells most of them', () => {
  const refused = malformedXml.filter(({ change }) => XMLValidator.validate(change(text) ?? text) !== true)
  expect(refused.length).toBeGreaterThanOrEqual(12)
})

describe.each(malformedXml)('$id', ({ change }) => {
  test('is no XML', () => {
    const changed = change(text)
    expect(changed).toBeTypeOf('string')
    expect(isMalformed(changed ?? text)).toBe(true)
  })
})

test('a document without words is broken only where it can be', () => {
  expect(malformedXml.find(({ id }) => id === 'null-reference')?.change('<a><b>1</b></a>')).toBeUndefined()
})

test.each(['<a>&#13;&lt;<![CDATA[ & ]]></a>', '<!-- a - b --><a b="1" />', '<x:a xmlns:x="u"><x:b /></x:a>'])(
  'what is well-formed has no flaw: %s',
  (document) => {
    expect(xmlFlaw(document)).toBeUndefined()
  },
)
