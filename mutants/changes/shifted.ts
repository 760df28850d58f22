import { type Change, set } from '../change.ts'
import { mayBe } from '../node-kinds.ts'
import { isDate } from './dates.ts'

export const shifted: Change = {
  name: 'shifted',
  title: 'A date or time is moved by a day.',
  appliesTo: mayBe('string'),
  change: (value) => (isDate(value) ? set(nextDay(value)) : undefined),
}

/** The same text with the date alone moved. */
const nextDay = (text: string): string => {
  const date = new Date(`${text.slice(0, 10)}T00:00:00Z`)
  return new Date(date.getTime() + 86_400_000).toISOString().slice(0, 10) + text.slice(10)
}
