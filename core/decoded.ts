/** A text with its escapes resolved, and where each of its characters stood; the last place is the end. */
export type Decoded = { readonly text: string; readonly places: readonly number[] }

/**
 * The escapes of JSON and programs, of addresses and of markup, resolved once: `\u002b`, `\/`, `%2b`, `&#43;`, `&plus;`.
 * The same text where there are none.
 */
export const decodedOnce = (text: string): string =>
  mayHoldEscapes.test(text)
    ? text.replace(escapes, (found) =>
        resolved(found)
          .map(({ text }) => text)
          .join(''),
      )
    : text

/** The same with the places, which take longer to tell. */
export const decodedWithPlaces = (text: string): Decoded => {
  const places: number[] = []
  const pieces: string[] = []
  let from = 0
  const copy = (to: number): void => {
    for (let place = from; place < to; place += 1) places.push(place)
    pieces.push(text.slice(from, to))
  }
  for (const match of text.matchAll(escapes)) {
    const [found] = match
    copy(match.index)
    for (const { text: one, at } of resolved(found)) {
      for (let unit = 0; unit < one.length; unit += 1) places.push(match.index + at)
      pieces.push(one)
    }
    from = match.index + found.length
  }
  copy(text.length)
  return { text: pieces.join(''), places: [...places, text.length] }
}

const mayHoldEscapes = /[\\%&]/

/**
 * A number in markup needs no semicolon to end it, but one that was cut off is none. Zeros before a number say
 * nothing. Of eight digits, as some programs write them, only those that no text in JSON is likely to have are read as one number.
 */
const escapes =
  /\\u\{0*[\da-f]{1,6}\}|\\u000[01][\da-f]{4}|\\u(?!000[01][\da-f]{0,3}…)[\da-f]{4}|\\x[\da-f]{2}|\\[0-3][0-7]{2}|\\["'\\/bfnrt]|(?:%[\da-f]{2})+|%u[\da-f]{4}|&#x0*[\da-f]{1,6}(?:;|(?![\da-f…]))|&#0*\d{1,7}(?:;|(?![\d…]))|&[a-z]{2,10};/gi

/** What stands for a part of an escape, and where that part begins in it. */
type Part = { readonly text: string; readonly at: number }

const resolved = (found: string): readonly Part[] => {
  if (/^%[^u]/i.test(found)) return ofBytes(Buffer.from(found.replaceAll('%', ''), 'hex'))
  return [{ text: found.startsWith('&') ? entity(found) : escaped(found), at: 0 }]
}

const escaped = (found: string): string => {
  const code = /^[\\%][ux]\{?([\da-f]+)/i.exec(found)?.[1]
  if (code !== undefined) return character(Number.parseInt(code, 16), found)
  if (/^\\\d/.test(found)) return character(Number.parseInt(found.slice(1), 8), found)
  return letters[found.charAt(1)] ?? found.charAt(1)
}

const letters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** A byte is written with three characters. Bytes that are no UTF-8 are taken for Latin-1. */
const ofBytes = (bytes: Buffer): readonly Part[] => {
  const text = bytes.toString('utf8')
  const isUtf8 = !text.includes('\ufffd')
  const parts: Part[] = []
  let at = 0
  for (const one of isUtf8 ? text : bytes.toString('latin1')) {
    parts.push({ text: one, at: 3 * at })
    at += isUtf8 ? Buffer.byteLength(one) : 1
  }
  return parts
}

const entity = (found: string): string => {
  const [, hex, decimal, name = ''] = /^&(?:#x([\da-f]+)|#(\d+)|([a-z]+));?$/i.exec(found) ?? []
  if (hex !== undefined) return character(Number.parseInt(hex, 16), found)
  if (decimal !== undefined) return character(Number(decimal), found)
  return entities.get(name.toLowerCase()) ?? found
}

const character = (code: number, found: string): string => (code <= 0x10ffff ? String.fromCodePoint(code) : found)

/** The named characters of HTML that a secret may well hold. */
const entities = new Map(
  [
    'amp& lt< gt> quot" apos\' excl! num# dollar$ percnt% lpar( rpar) ast* midast* plus+ comma, period. sol/ colon: semi;',
    'equals= quest? commat@ lsqb[ lbrack[ bsol\\ rsqb] rbrack] hat^ lowbar_ grave` lcub{ lbrace{ verbar| vert| rcub}',
    'rbrace} hyphen- dash- tilde~ UnderBar_ setminus\\ nbsp\u00a0 Tab\t NewLine\n auml\u00e4 ouml\u00f6 uuml\u00fc szlig\u00df eacute\u00e9',
  ]
    .join(' ')
    .split(' ')
    .map((entry) => [entry.slice(0, -1).toLowerCase(), entry.slice(-1)] as const),
)
