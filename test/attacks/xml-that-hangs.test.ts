import { expect, test } from 'vitest'
import { xml } from '../../contracts/codec/xml.ts'

const soon = 20_000

const timed = (text: string) => {
  const started = performance.now()
  const found = xml.decode(text, undefined)
  return { found, ms: performance.now() - started }
}

test.each([
  ['processing instructions', '<?a?>'.repeat(60)],
  ['many processing instructions', '<?a?>'.repeat(100_000)],
  ['comments', '<!--a-->'.repeat(60)],
  ['spaces and processing instructions', ' <?a?> <!-- -->'.repeat(60)],
  ['an unclosed document type', `<!DOCTYPE a [${'[]'.repeat(60)}`],
  ['many unclosed document types', '<!DOCTYPE a ['.repeat(20_000)],
  ['spaces in a document type', `<!DOCTYPE a [ ]${' '.repeat(100_000)}`],
  ['unclosed sections', '<a><![CDATA['.repeat(20_000)],
  ['unclosed comments', '<a><!--'.repeat(20_000)],
  ['half entities', `<a>${'&a'.repeat(200_000)}</a>`],
])('%s without an end are refused at once', (_, text) => {
  const { found, ms } = timed(text)
  expect(found.kind).toBe('unreadable')
  expect(ms).toBeLessThan(soon)
})

test('eighty thousand children of different names are read in time that grows with their number', () => {
  const names = Array.from({ length: 80_000 }, (_, index) => `<a${index}/>`)
  const { found, ms } = timed(`<Box>${names.join('')}</Box>`)
  expect(found.kind === 'value' && Object.keys(found.value as object).length).toBe(80_000)
  expect(ms).toBeLessThan(soon)
})

test('eighty thousand attributes are read in time that grows with their number', () => {
  const names = Array.from({ length: 80_000 }, (_, index) => `a${index}="1"`)
  const { found, ms } = timed(`<Box ${names.join(' ')}/>`)
  expect(found).toMatchObject({ kind: 'value' })
  expect(ms).toBeLessThan(soon)
})

test('elements nested deeper than is read are told, and those that are not are read', () => {
  const nested = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`
  expect(timed(nested(512)).found.kind).toBe('value')
  for (const depth of [513, 1_600, 100_000])
    expect(timed(nested(depth)).found).toEqual({
      kind: 'unreadable',
      why: 'The body is XML nested deeper than 512 levels',
    })
})

test.each(['<a><![CDATA[d]]\ud83d', '<a>\ud83d</a>', '\udc00<a/>'])('half of a character is none: %j', (text) => {
  expect(timed(text).found).toEqual({
    kind: 'unreadable',
    why: 'The body is not well-formed XML: it holds half of a character',
  })
})
