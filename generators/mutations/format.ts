import fc from 'fast-check'
import { allowsType } from '../../contracts/schema/schema.ts'
import type { Mutation } from './mutation.ts'

/** What follows a good moment: readers that look at its beginning alone take it. */
const tailed = (moment: string): readonly string[] => [`${moment}x`, `${moment} 12`]

/** One part of each is out of its range. */
const oddMoments = [
  '2024-13-28T10:00:00',
  '2024-02-28T10:61:00',
  '2024-02-28T10:00:61',
  '2024-00-28T10:00:00',
  '2024-02-00T10:00:00',
]

const wrong: Readonly<Record<string, readonly string[]>> = {
  'utc-date-time': [
    'not a date',
    '2024-02-30T10:00:00Z',
    '2024-02-28T25:00:00Z',
    '2024-02-28T10:00:00+02:00',
    '2024-02-28',
    ...oddMoments.map((text) => `${text}Z`),
    ...tailed('2024-02-28T10:00:00Z'),
  ],
  'iso-date-time': [
    'not a date',
    '2024-02-30T10:00:00Z',
    '2024-02-28T25:00:00Z',
    ...oddMoments.map((text) => `${text}Z`),
    ...tailed('2024-02-28T10:00:00Z'),
  ],
  'offset-date-time': [
    'not a date',
    '2024-02-30T10:00:00+01:00',
    '2024-02-28T25:00:00+01:00',
    ...oddMoments.map((text) => `${text}+01:00`),
    ...tailed('2024-02-28T10:00:00+01:00'),
  ],
  'date-time': [
    'not a date',
    '2024-02-30T10:00:00Z',
    '2024-02-28T25:00:00Z',
    ...oddMoments.map((text) => `${text}Z`),
    ...tailed('2024-02-28T10:00:00Z'),
  ],
  date: ['not a date', '2024-02-30', '2024-13-45'],
  time: ['noon', '25:61:61Z'],
  email: ['no mail address', 'john@'],
  uuid: ['not a uuid', '00000000-0000-0000-0000-00000000000g'],
  uri: ['no uri: %%'],
  ipv4: ['192.0.2.256', 'abc'],
  ipv6: ['2001:db8::g', 'abc'],
  hostname: ['-example.com', 'a b'],
  duration: ['one day'],
  'decimal-text': ['', '1,5', 'NaN', '3abc'],
  'integer-text': ['', '1.5', 'Zoë 漢', '3abc'],
  'boolean-text': ['Zoë 漢', 'neither'],
}

export const format: Mutation = {
  keyword: 'format',
  violate(schema) {
    const { format: name } = schema
    const texts = wrong[String(name)]
    if (!texts) return { unbreakable: `what breaks format ${name} is not known` }
    // Where null is a value, text that is empty may stand for it.
    const isNullable = allowsType(schema, 'null')
    return texts
      .filter((text) => text !== '' || !isNullable)
      .map((text) => ({ label: JSON.stringify(text), value: fc.constant(text) }))
  },
}
