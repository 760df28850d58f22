import { expect, test } from 'vitest'
import { jsonText } from './json-text.ts'
import { windowOf } from './window.ts'

const shown = (text: string, place?: string): string =>
  jsonText(text, place)
    .map((one) => (one.marked ? `«${one.text}»` : one.text))
    .join('')

test('JSON is set in lines, its tokens as they were written', () => {
  expect(shown('{"a":1.0,"b":[true,{"c":"x,\\"{"}],"a":[],"d":{}}')).toBe(`{
  "a": 1.0,
  "b": [
    true,
    {
      "c": "x,\\"{"
    }
  ],
  "a": [],
  "d": {}
}`)
})

test.each([
  ['/a', '{\n  "a": «1»,\n  "b": [\n    2,\n    {\n      "c/d": 3\n    }\n  ]\n}'],
  ['/b/0', '{\n  "a": 1,\n  "b": [\n    «2»,\n    {\n      "c/d": 3\n    }\n  ]\n}'],
  ['/b/1', '{\n  "a": 1,\n  "b": [\n    2,\n    «{\n      "c/d": 3\n    }»\n  ]\n}'],
  ['/b/1/c~1d', '{\n  "a": 1,\n  "b": [\n    2,\n    {\n      "c/d": «3»\n    }\n  ]\n}'],
  ['', '«{\n  "a": 1,\n  "b": [\n    2,\n    {\n      "c/d": 3\n    }\n  ]\n}»'],
  ['/x', '{\n  "a": 1,\n  "b": [\n    2,\n    {\n      "c/d": 3\n    }\n  ]\n}'],
])('the value at %j is marked', (place, marked) => {
  expect(shown('{"a":1,"b":[2,{"c/d":3}]}', place)).toBe(marked)
})

test.each(['', 'no JSON', '{"a":', '<a/>', '7'])('%j is left alone', (text) => {
  expect(shown(text, '')).toBe(text)
})

test('a long string is cut, and its length is told', () => {
  expect(shown(JSON.stringify(['x'.repeat(500)]))).toBe(`[\n  "${'x'.repeat(239)}… (500 characters)\n]`)
})

test('ten thousand arrays within each other are told in no time', () => {
  const deep = '['.repeat(10_000) + ']'.repeat(10_000)
  const started = performance.now()
  expect(shown(deep, `${'/0'.repeat(9_999)}`).length).toBeLessThan(2_000_000)
  expect(performance.now() - started).toBeLessThan(2_000)
})

test('long text shows its beginning, or the part around the mark', () => {
  const text = JSON.stringify(Array.from({ length: 100 }, (_, index) => index))
  const cut = (place?: string) =>
    windowOf(jsonText(text, place), 60)
      .map((one) => (one.marked ? `«${one.text}»` : one.text))
      .join('')
  expect(cut()).toBe(`${shown(text).slice(0, 60)}\n… the whole text is in report.json`)
  expect(cut('/80')).toMatch(/^…\n[\s\S]*«80»[\s\S]*\n… the whole text is in report\.json$/)
  expect(windowOf(jsonText('[1]', undefined), 60)).toEqual(jsonText('[1]', undefined))
})
