import { expect, test } from 'vitest'
import type { Isolated } from '../../contracts/relations/relation.ts'
import type { Json } from '../../core/json.ts'
import { isolated, textsIn } from './isolated.ts'

const notes: Isolated = { kind: 'isolated', facet: 'own', what: 'order', members: ['text'], written: [], shown: [] }
const [own, foreign] = ['the first of them', 'the second of them']

const judge = (...texts: readonly string[]) =>
  isolated(notes, {
    reply: { notes: texts.map((text) => ({ text })) },
    place: ['notes'],
    isForeign: (text) => text === foreign,
  })

test('a reply shows what is its own, and nothing of another one', () => {
  expect(judge(own)).toEqual([{ kind: 'passed', facet: 'own' }])
  expect(judge(own, foreign)).toMatchObject([{ kind: 'failed', finding: { at: '/notes/1/text' } }])
})

test('a reply that shows no text says nothing', () => {
  expect(judge()).toEqual([])
})

test.each<[string, Json, number]>([
  ['a text in a member that is named', { a: [{ text: 'long enough, and varied' }] }, 1],
  ['a text in another member', { kind: 'long enough, and varied' }, 0],
  ['a short text', { text: 'too short' }, 0],
  ['a row of one letter', { text: 'x'.repeat(40) }, 0],
  ['a number', { text: 123456789012 }, 0],
])('%s tells one thing from another, or does not', (_, value, count) => {
  expect(textsIn(['text'], value)).toHaveLength(count)
})
