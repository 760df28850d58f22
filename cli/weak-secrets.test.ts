import { expect, test } from 'vitest'
import { weakSecretsNote } from './weak-secrets.ts'

test('a short or plain secret is told by its name, never by its value', () => {
  const note = weakSecretsNote({ $ASSAY_TOKEN: ['a-token-4711'], '${KEY}': 'fail', $ASSAY_PASSWORD: 'password' })
  expect(note).toMatch(/^KEY, ASSAY_PASSWORD: too short, or too plain a word,/)
  expect(note).not.toMatch(/fail|: password/)
})

test('nothing is said of secrets that can be told from other text, of none, and of what is made from one', () => {
  expect(weakSecretsNote({ $ASSAY_TOKEN: 'a-token-4711', $ASSAY_HALF_OF_TOKEN: 'a', empty: '' })).toBeUndefined()
  expect(weakSecretsNote({})).toBeUndefined()
})
