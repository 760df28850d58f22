import type { Placement } from '../../core/auth.ts'
import { isList, isObject, type Json, type Path, parsedJson, withAt } from '../../core/json.ts'
import { isTelling } from '../../core/made.ts'
import { isXmlType } from '../../core/media-type.ts'
import type { Call } from '../request.ts'
import { withOtherNumbers } from './other-numbers.ts'

/** Another way to write the same request. */
export type WireForm = {
  readonly id: string
  readonly what: string
  readonly change: (call: Call) => Call
  /** What it is another way to write, where that is not the plain request itself. */
  readonly plain?: (call: Call) => Call
}

/** As much white space as a body may well hold; no server that takes text of some length stops before. */
const padding = 20_000

const rewriting =
  (rewrite: (text: string) => string) =>
  (call: Call): Call => ({ ...call, rewrite: (text) => rewrite(call.rewrite?.(text) ?? text) })

const accepting = (call: Call): Call => {
  const wanted = `text/plain;q=0.1, ${wantedOf(call)}, */*;q=0.2`
  return { ...call, parameters: { ...call.parameters, 'header.Accept': wanted } }
}

const labelOf = ({ contentType, operation }: Call): string => contentType ?? operation.body?.mediaType ?? ''

/** As most clients write it; the other spelling stands in `messageForms`. */
const charset: WireForm = {
  id: 'charset',
  what: 'a media type with a charset',
  change: (call) => ({ ...call, contentType: `${labelOf(call)}; charset=utf-8` }),
}

/** What HTTP lets every message do. */
export const messageForms: readonly WireForm[] = [
  { id: 'header-case', what: 'header names in capitals', change: (call) => ({ ...call, capitals: true }) },
  {
    id: 'label',
    what: 'a media type in another case with a charset in quotes',
    change: (call) => ({ ...call, contentType: `${capitalized(labelOf(call))}; charset="UTF-8"` }),
  },
  { id: 'accept-list', what: 'several accepted types', change: accepting },
  { id: 'chunked', what: 'a body in chunks', change: (call) => ({ ...call, chunked: true }) },
]

const wantedOf = (call: Call): Call['parameters'][string] =>
  call.parameters['header.Accept'] ?? (isXmlType(labelOf(call)) ? labelOf(call) : 'application/json')

/** Other ways to say that what comes back may be of the wanted type: one in place of another, never together. */
export const acceptForms: readonly WireForm[] = [
  {
    id: 'accept-any',
    what: 'any media type accepted',
    change: (call) => ({ ...call, parameters: { ...call.parameters, 'header.Accept': '*/*' } }),
  },
  {
    id: 'accept-absent',
    what: 'no Accept header',
    change: ({ parameters: { 'header.Accept': _, ...parameters }, ...call }) => ({
      ...call,
      parameters,
      withoutAccept: true,
    }),
  },
  {
    id: 'accept-weighed',
    what: 'an accepted type with a weight',
    change: (call) => ({ ...call, parameters: { ...call.parameters, 'header.Accept': `${wantedOf(call)};q=0.9` } }),
  },
]

/** Every kind of media type that a body may be labelled as, all of a kind accepted. */
export const rangeForms = (mediaTypes: readonly string[]): readonly WireForm[] =>
  [...new Set(mediaTypes.map((one) => `${one.split('/')[0]}/*`))].map((range) => ({
    id: `accept-${range}`,
    what: `${range} accepted`,
    change: (call) => ({ ...call, parameters: { ...call.parameters, 'header.Accept': range } }),
  }))

/** A charset beside each label but those that stand for all of their kind. */
export const labelForms = (mediaTypes: readonly string[]): readonly WireForm[] =>
  mediaTypes.map((label) => ({
    id: `charset-${label}`,
    what: `${label} with a charset`,
    plain: (call) => ({ ...call, contentType: label }),
    change: (call) => ({ ...call, contentType: `${label}; charset=utf-8` }),
  }))

/** The scheme of credentials is read in any case. */
export const schemeForms = (own: Placement): readonly WireForm[] => {
  const [, scheme, value] = /^(Bearer|Basic) (.+)$/.exec(own.headers['Authorization'] ?? '') ?? []
  if (scheme === undefined) return []
  const headers = { ...own.headers, Authorization: `${scheme.toLowerCase()} ${value}` }
  return [
    {
      id: 'scheme-case',
      what: `credentials of the scheme ${scheme.toLowerCase()}, in small letters,`,
      change: (call) => ({ ...call, credentials: { ...own, headers } }),
    },
  ]
}

/** `Application/JSON`. */
const capitalized = (mediaType: string): string =>
  mediaType.replace(
    /^(.)(.*)\/(.*)$/,
    (_, first: string, type: string, subtype: string) => `${first.toUpperCase()}${type}/${subtype.toUpperCase()}`,
  )

/** Those that read the text come first, so that none undoes another. */
export const jsonForms: readonly WireForm[] = [
  { id: 'reordered', what: 'members in another order', change: rewriting(reordered) },
  {
    id: 'white-space',
    what: 'JSON with white space',
    change: rewriting((text) => ` \r\n\t${JSON.stringify(JSON.parse(text), null, '\t')}\r\n`),
  },
  { id: 'escaped', what: 'characters written as escapes', change: rewriting(withEscapes) },
  {
    id: 'numbers',
    what: 'numbers with an exponent, or with a zero at their end',
    change: (call) => rewriting((text) => withOtherNumbers(text, call.operation.body))(call),
  },
  blanks('long', padding),
  charset,
]

/** Those that had a zero have an exponent here, and the other way round: in the order in which they stood there. */
export const turnedNumbers: WireForm = {
  id: 'turned-numbers',
  what: 'other numbers with an exponent',
  change: (call) => rewriting((text) => withOtherNumbers(reordered(text), call.operation.body, 'zero'))(call),
}

/** More than some servers read of a body. */
export const largeJson: WireForm = blanks('large', 120_000)

function blanks(id: string, length: number): WireForm {
  return {
    id,
    what: `JSON with ${length} blanks`,
    change: rewriting((text) => text.replace(/[}\]]\s*$/, (end) => `${' '.repeat(length)}${end}`)),
  }
}

export const xmlForms: readonly WireForm[] = [
  {
    id: 'declaration',
    what: 'XML with a declaration and a comment',
    change: rewriting((text) => `<?xml version='1.0' encoding="UTF-8"?>\n<!-- a comment -->\n${text}\n`),
  },
  {
    id: 'white-space',
    what: 'XML with white space between its elements',
    change: rewriting((text) => text.replace(/(<\/[^>]+>|\/>)(?=<)/g, '$1\r\n\t')),
  },
  { id: 'cdata', what: 'text in CDATA', change: rewriting((text) => inText(text, (one) => `<![CDATA[${one}]]>`, 3)) },
  {
    id: 'references',
    what: 'characters written as references',
    change: rewriting((text) =>
      inText(text, (one) =>
        isFound(one)
          ? one
          : [...one]
              .map((character, at) => (at < 2 || isAstral(character) ? reference(character, at) : character))
              .join(''),
      ),
    ),
  },
  {
    id: 'namespaces',
    what: 'XML without the namespaces that it does not use',
    change: rewriting((text) =>
      text.replaceAll(/\s+xmlns:([\w.-]+)=(?:"[^"]*"|'[^']*')/g, (declared, prefix: string) =>
        new RegExp(`[<\\s/"']${prefix}:`).test(text) ? declared : '',
      ),
    ),
  },
  charset,
]

/** A text of characters that take two units of UTF-16, each written as one reference, in place of the text there. */
export const astralReferences = (place: Path): WireForm => {
  const withTwoPlanes = (call: Call): Call => ({ ...call, body: withAt(call.body ?? {}, place, '😀𝒜 a') })
  const referred = rewriting((text) => [...text].map((one, at) => (isAstral(one) ? reference(one, at) : one)).join(''))
  return {
    id: 'astral-references',
    what: 'characters beyond U+FFFF written as references',
    plain: withTwoPlanes,
    change: (call) => referred(withTwoPlanes(call)),
  }
}

const isAstral = (character: string): boolean => (character.codePointAt(0) ?? 0) > 0xffff

/** Some in decimal, some in hexadecimal digits. */
const reference = (character: string, place: number): string => {
  const code = character.codePointAt(0) ?? 0
  return place % 2 === 0 ? `&#${code};` : `&#x${code.toString(16)};`
}

/** Changes the text of elements that is plain, of every so many of them. */
const inText = (xml: string, change: (text: string) => string, every = 1): string => {
  let seen = 0
  return xml.replace(/>([^<>&]+)(?=<\/)/g, (whole, text: string) => {
    seen += 1
    return text.trim() === '' || seen % every !== 0 ? whole : `>${change(text)}`
  })
}

function reordered(text: string): string {
  return JSON.stringify(turned(parsedJson(text)))
}

const turned = (value: Json): Json => {
  if (isList(value)) return value.map((one) => turned(one))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, one]) => [name, turned(one)]),
  )
}

/** Ids stay as they are, so that a request that is sent again later can be given another one in their place. */
const isFound = (text: string): boolean => isTelling(text) || text.includes('assay-')

/** The first character of each text, names of members too, and all that is not ASCII. */
function withEscapes(text: string): string {
  return text.replace(/"((?:[^"\\]|\\.)*)"/g, (whole, inside: string) => {
    if (isFound(inside)) return whole
    const [first = ''] = inside
    const rest = inside.slice(1).replace(/[\u0080-\uffff/]/g, unitEscape)
    return `"${first === '\\' || first === '' ? first : unitEscape(first)}${rest}"`
  })
}

const unitEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
