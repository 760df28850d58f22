import { describe, expect, test } from 'vitest'
import { positionOf } from './position.ts'

const yaml = `
a: &base
  b: [1, { c: 2 }]
d:
  <<: *base
  e: 3
f: *base
`

describe('a value of a text is found', () => {
  test.each([
    ['a member', yaml, ['a', 'b'], 3, 3],
    ['an element', yaml, ['a', 'b', '1'], 3, 10],
    ['a member of an element', yaml, ['a', 'b', '1', 'c'], 3, 12],
    ['a member that another object brings in', yaml, ['d', 'b'], 3, 3],
    ['a member of its own beside that', yaml, ['d', 'e'], 6, 3],
    ['a member behind an alias', yaml, ['f', 'b'], 3, 3],
    ['in JSON too', '{\n  "a": [\n    { "b": 1 }\n  ]\n}', ['a', '0', 'b'], 3, 7],
    ['where the path is lost, its last step', yaml, ['d', 'e', 'none'], 6, 3],
  ])('%s', (_, text, path, line, column) => {
    expect(positionOf(text, path)).toEqual({ line, column })
  })
})
