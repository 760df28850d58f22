import { describe, expect, test } from 'vitest'
import type { Parameter } from '../contracts/contract.ts'
import type { Json } from '../core/json.ts'
import { parameterText, queryPairs } from './parameter-text.ts'

const color = (style: Parameter['style'], explode: boolean) => ({ name: 'color', style, explode }) as Parameter
const list = ['blue', 'black']
const object = { R: 100, G: 200 }

/** The table of the OpenAPI Specification 3.1, "Style Examples". */
describe('a path parameter', () => {
  test.each<[Parameter['style'], boolean, Json, string]>([
    ['matrix', false, 'blue', ';color=blue'],
    ['matrix', false, list, ';color=blue,black'],
    ['matrix', true, list, ';color=blue;color=black'],
    ['matrix', false, object, ';color=R,100,G,200'],
    ['matrix', true, object, ';R=100;G=200'],
    ['label', false, 'blue', '.blue'],
    ['label', true, list, '.blue.black'],
    ['label', true, object, '.R=100.G=200'],
    ['simple', false, list, 'blue,black'],
    ['simple', false, object, 'R,100,G,200'],
    ['simple', true, object, 'R=100,G=200'],
    ['json', false, object, '{"R":100,"G":200}'],
  ])('%s, explode %s, %j', (style, explode, value, expected) => {
    expect(parameterText(value, color(style, explode))).toBe(expected)
  })
})

describe('a query parameter', () => {
  test.each<[Parameter['style'], boolean, Json, readonly (readonly [string, string])[]]>([
    ['form', true, 'blue', [['color', 'blue']]],
    [
      'form',
      true,
      list,
      [
        ['color', 'blue'],
        ['color', 'black'],
      ],
    ],
    ['form', false, list, [['color', 'blue,black']]],
    [
      'form',
      true,
      object,
      [
        ['R', '100'],
        ['G', '200'],
      ],
    ],
    ['form', false, object, [['color', 'R,100,G,200']]],
    ['spaceDelimited', false, list, [['color', 'blue black']]],
    ['pipeDelimited', false, list, [['color', 'blue|black']]],
    [
      'deepObject',
      true,
      object,
      [
        ['color[R]', '100'],
        ['color[G]', '200'],
      ],
    ],
    ['json', false, object, [['color', '{"R":100,"G":200}']]],
  ])('%s, explode %s, %j', (style, explode, value, expected) => {
    expect(queryPairs('color', value, color(style, explode))).toEqual(expected)
  })
})
