import { expect, test } from 'vitest'
import { oncePer } from './once-per.ts'

test('work is done once for each object, whatever it gives', () => {
  const asked: object[] = []
  const sizeOf = oncePer((subject: { readonly size?: number }) => {
    asked.push(subject)
    return subject.size
  })
  const [known, sizeless] = [{ size: 1 }, {}]
  expect([known, sizeless, known, sizeless].map(sizeOf)).toEqual([1, undefined, 1, undefined])
  expect(asked).toEqual([known, sizeless])
})

test('objects that look alike are not taken for each other', () => {
  const copy = oncePer((subject: object) => ({ ...subject }))
  expect(copy({ size: 1 })).not.toBe(copy({ size: 1 }))
})
