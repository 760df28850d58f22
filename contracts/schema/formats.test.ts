import { describe, expect, test } from 'vitest'
import { isJudgedFormat, ownFormats } from './formats.ts'

const samples: Readonly<Record<string, { readonly are: readonly string[]; readonly areNot: readonly string[] }>> = {
  'iso-date-time': {
    are: [
      '2023-08-09T11:53:30',
      '2023-08-09T11:53:30Z',
      '2023-08-09T11:53:30.1234567Z',
      '2023-08-09T11:53+02:00',
      '2023-08-09 11:53:30 +0200',
      '2023-08-09',
      '0001-01-01T00:00:00',
      '2024-02-29',
      '2000-02-29',
      '2023-12-31T23:59:59Z',
    ],
    areNot: [
      '',
      'today',
      '09.08.2023',
      '2023-13-09',
      '2023-08-32T11:53:30',
      '2023-08-09T24:00:00',
      '2023-8-9',
      '2024-02-30',
      '2023-02-29T10:00:00Z',
      '1900-02-29',
      '2023-04-31',
    ],
  },
  'strict-date-time': {
    are: [
      '2021-12-02T20:19:34.591609+01:00',
      '2021-12-02t20:19:34z',
      '2024-02-29T23:59:59Z',
      '2016-12-31T23:59:60Z',
      '2021-12-02T20:19:34-11:30',
    ],
    areNot: [
      '2021-12-02 20:19:34+01:00',
      '2021-12-02T20:19:34',
      '2021-12-02',
      '2021-12-02T20:19+01:00',
      '2021-12-02T20:19:34+0100',
      '2021-12-02T20:19:34 +01:00',
      '2023-02-29T10:00:00Z',
    ],
  },
  'utc-date-time': {
    are: ['2023-08-09T11:53:30Z', '2024-02-29T23:59:59.999Z'],
    areNot: [
      '2023-08-09T11:53:30',
      '2023-08-09T11:53:30+00:00',
      '2023-08-09',
      '2023-08-09T11:53Z',
      'x2023-08-09T11:53:30Z',
    ],
  },
  'offset-date-time': {
    are: ['2021-12-02T20:19:34+01:00', '2021-12-02T20:19:34-11:30'],
    areNot: ['2021-12-02T20:19:34Z', '2021-12-02T20:19:34', '2021-12-02T20:19:34+0100', '2021-12-02T20:19:34.5+01:00'],
  },
  'decimal-text': {
    are: ['0', '-1', '+1.5', '10.00', '.5', '1.', '1e3', ' 7 '],
    areNot: ['', 'abc', '1,5', '1.2.3', '$5', '1 000'],
  },
  'integer-text': { are: ['0', '-1', '3.0', ' 7 '], areNot: ['', '1.5', 'abc', '1e3', '0x1'] },
  'boolean-text': { are: ['true', 'False', ' 1 ', '0'], areNot: ['', 'yes', '2', 'truefalse'] },
}

test('every format of ours has its samples', () => {
  expect(Object.keys(samples).sort()).toEqual(Object.keys(ownFormats).sort())
})

describe.each(Object.keys(samples))('%s', (format) => {
  const matches = (text: string) => ownFormats[format]?.test(text)

  test('are', () => {
    expect(samples[format]?.are.filter((text) => !matches(text))).toEqual([])
  })

  test('are not', () => {
    expect(samples[format]?.areNot.filter((text) => matches(text))).toEqual([])
  })
})

test.each([
  ['uuid', true],
  ['utc-date-time', true],
  ['phone', false],
  ['password', false],
  ['int32', false],
  ['toString', false],
])('whether text can break the format %s: %s', (format, expected) => {
  expect(isJudgedFormat(format)).toBe(expected)
})
