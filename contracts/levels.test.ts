import { expect, test } from 'vitest'
import { levelOfSource, type Requirement } from '../core/requirement.ts'
import { builtIn, loadContract } from './load.ts'
import { standards } from './standards.ts'

const contracts = await Promise.all(builtIn().map((name) => loadContract(name)))
const all = contracts.flatMap(({ requirements }) => requirements)

/** Requirements that are more or less binding than what they rest on. */
const misjudged = (requirements: readonly Requirement[]): readonly string[] =>
  requirements.flatMap(({ id, level, source, ambiguities }) => {
    if (level === 'may') return ambiguities.length > 0 ? [] : [`${id} is may, and nothing is said to be open`]
    const wanted = levelOfSource(source)
    return level === wanted ? [] : [`${id} is ${level}; its source, ${source.kind ?? 'document'}, makes it ${wanted}`]
  })

test('the kind of its source makes a requirement must or should; may is what a contradiction leaves open', () => {
  expect(misjudged(all)).toEqual([])
})

test.each<[string, Partial<Requirement>, RegExp]>([
  ['a should of the document', { level: 'should' }, /is should; its source, document, makes it must/],
  [
    'a must of a standard',
    { level: 'must', source: standards.message },
    /is must; its source, standard, makes it should/,
  ],
  [
    'a must of a linked page',
    { level: 'must', source: { document: '001', section: 'A', kind: 'linked page' } },
    /is must; its source, linked page, makes it should/,
  ],
  ['a may that nothing leaves open', { level: 'may', ambiguities: [] }, /is may, and nothing is said to be open/],
])('%s is told', (_, change, message) => {
  const [first] = all.filter(({ level }) => level === 'must')
  if (!first) throw new Error('There is no must.')
  expect(misjudged([{ ...first, ...change }])).toEqual([expect.stringMatching(message)])
})

test('a place says of which kind it is, and no standard is taken for a document', () => {
  const isLinked = ({ section }: Requirement['source']) => section.includes('linked page')
  const isStandard = ({ document }: Requirement['source']) => /^(?:RFC|CWE-|XML )/.test(document)
  const wrong = all.filter(
    ({ source }) =>
      (isLinked(source) && source.kind !== 'linked page') || isStandard(source) !== (source.kind === 'standard'),
  )
  expect(wrong.map(({ id, source }) => `${id}: ${source.document}, ${source.section}`)).toEqual([])
})
