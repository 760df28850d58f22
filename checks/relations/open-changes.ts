import { isList, isObject, type Json } from '../../core/json.ts'

/**
 * What may become of a text, as nothing is said of it: whether blanks around it belong to it, and whether a letter and its
 * mark are two characters.
 */
export const openChanges: readonly { readonly of: (value: Json) => Json; readonly expected: string }[] = [
  { of: (value) => ofTexts(value, (text) => text.trim()), expected: 'the text with the blanks around it' },
  {
    of: (value) => ofTexts(value, (text) => text.normalize('NFC')),
    expected: 'letters and marks as apart, or as composed, as they were sent',
  },
]

const ofTexts = (value: Json, change: (text: string) => string): Json => {
  if (typeof value === 'string') return change(value)
  if (isList(value)) return value.map((one) => ofTexts(one, change))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, ofTexts(one, change)]))
}
