import { expect, test } from 'vitest'
import { seeds } from './fuzzing.ts'

test('the parts of a fuzzing are all of it, each input once', () => {
  const parts = [1, 2, 3].flatMap((part) => seeds(100, `${part}/3`))
  expect([...parts].sort((one, other) => one - other)).toEqual(seeds(100, '1/1'))
})

test.each(['0/3', '4/3', '3', 'x', '1/0'])('the part %s is none', (part) => {
  expect(() => seeds(10, part)).toThrow('must be as 2/8')
})
