import { fullFormats } from 'ajv-formats/dist/formats.js'

/** The 29th of February in leap years only; of other days those that each month has. */
const leapDay = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29'
const usualDay =
  '(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8])'
const isoDate = `(?:\\d{4}-(?:${usualDay})|${leapDay})`
const isoTime = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d+)?)?'

/** Formats the contracts use beside those of JSON Schema, as patterns that a string must match. */
export const ownFormats: Readonly<Record<string, RegExp>> = {
  /** Any ISO 8601 date, or date and time, with or without a zone. */
  'iso-date-time': new RegExp(`^${isoDate}(?:[T ]${isoTime} ?(?:Z|[+-]\\d{2}:?\\d{2})?)?$`),
  /** RFC 3339 as its grammar has it: with a T between date and time. */
  'strict-date-time': new RegExp(
    `^${isoDate}T(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2})$`,
    'i',
  ),
  /** RFC 3339 in UTC, marked Z. */
  'utc-date-time': new RegExp(`^${isoDate}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?Z$`),
  /** RFC 3339 with a numeric offset, to the second. */
  'offset-date-time': new RegExp(`^${isoDate}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d[+-]\\d{2}:\\d{2}$`),
  /** A decimal number written as text. */
  'decimal-text': /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/,
  /** A whole number written as text. */
  'integer-text': /^\s*[+-]?\d+(?:\.0+)?\s*$/,
  /** True or false written as text. */
  'boolean-text': /^\s*(?:true|false|0|1)\s*$/i,
}

/** Whether any text breaks a format: one that is not known breaks nothing, nor does one that is about numbers or bytes. */
export const isJudgedFormat = (name: string): boolean => {
  if (Object.hasOwn(ownFormats, name)) return true
  const known = Object.entries(fullFormats).find(([one]) => one === name)?.[1]
  if (known === undefined || known === true) return false
  return !(typeof known === 'object' && 'type' in known && known.type === 'number')
}
