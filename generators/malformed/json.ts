import { malformedForm as form, type MalformedForm } from './form.ts'

/** What RFC 8259 does not allow. Each form keeps all else of the text, so that a parser that passes over the flaw takes it. */
export const malformedJson: readonly MalformedForm[] = [
  ...[
    form('no-colon', 'a member without a colon', (text) => replaced(text, 'name', ({ token }) => token.slice(0, -1))),
    form('no-comma', 'no comma between two members', (text) => {
      const comma = tokensOf(text).find(({ kind }) => kind === 'comma')
      return comma && spliced(text, comma, ' ')
    }),
    form('no-value', 'a member without a value', (text) => {
      const tokens = tokensOf(text)
      const value = tokens.find((one, place) => isValue(one) && tokens[place - 1]?.kind === 'name')
      return value && spliced(text, value, '')
    }),
    form('no-closing-brace', 'the last brace left out', (text) => text.trimEnd().slice(0, -1)),
    form('other-closing', 'a bracket in place of the last brace', (text) => `${text.trimEnd().slice(0, -1)}]`),
    form('closed-twice', 'a brace too many', (text) => `${text}}`),
    form('no-closing-quote', 'a text without its closing quote', (text) =>
      replaced(text, 'string', ({ token }) => token.slice(0, -1)),
    ),
    form('no-closing-bracket', 'a list that is not closed', (text) => {
      const close = tokensOf(text).find(({ kind, token }) => kind === 'close' && token === ']')
      return close && spliced(text, close, '')
    }),
    form('short-unicode-escape', 'an escape of two hexadecimal digits', (text) => inText(text, '\\u00')),
  ],
  ...[
    form('comma-before-brace', 'a comma before a closing brace', (text) => `${text.trimEnd().slice(0, -1)},}`),
    form('comma-before-bracket', 'a comma before a closing bracket', (text) => {
      const close = tokensOf(text).find(
        ({ kind, token, from }) => kind === 'close' && token === ']' && text.at(from - 1) !== '[',
      )
      return close && spliced(text, close, ',]')
    }),
    form('two-commas', 'two commas in a row', (text) => {
      const comma = tokensOf(text).find(({ kind }) => kind === 'comma')
      return comma && spliced(text, comma, ',,')
    }),
    form('trailing-text', 'letters after the end', (text) => `${text} garbage`),
    form('two-values', 'a second value after the first', (text) => `${text}\n${text}`),
    form('single-quoted-name', 'a name in single quotes', (text) =>
      replaced(text, 'name', ({ token }) => token.replaceAll('"', "'")),
    ),
    form('single-quoted-text', 'a text in single quotes', (text) =>
      replaced(text, 'string', ({ token }) => (token.includes("'") ? token : token.replaceAll(/^"|"$/g, "'"))),
    ),
    form('unquoted-name', 'a name without quotes', (text) =>
      replaced(text, 'name', ({ token }) => token.replaceAll('"', '')),
    ),
    form('block-comment', 'a comment', (text) => text.replace('{', '{/* assay */')),
    form('line-comment', 'a comment up to the end of a line', (text) => text.replace('{', '{// assay\n')),
    form('not-a-number', 'NaN in place of a number', (text) => replaced(text, 'number', () => 'NaN')),
    form('leading-zero', 'a number with a leading zero', (text) =>
      replaced(text, 'number', ({ token }) => token.replace(/^-?/, (sign) => `${sign}0`)),
    ),
    form('plus-sign', 'a number with a plus sign', (text) =>
      replaced(text, 'number', ({ token }) => `+${token.replace('-', '')}`),
    ),
    form('hexadecimal', 'a number in hexadecimal digits', (text) =>
      replaced(text, 'number', ({ token }) => `0x${Math.trunc(Math.abs(Number(token))).toString(16)}`),
    ),
    form('point-first', 'a number that begins with its point', (text) =>
      replaced(text, 'number', ({ token }) => token.replace(/^-?\d+(?:\.(?=\d))?/, '.').replace(/^\.$/, '.5')),
    ),
    form('point-last', 'a number that ends with its point', (text) =>
      replaced(text, 'number', ({ token }) => `${/^-?\d+/.exec(token)?.[0]}.`),
    ),
    form('control-character', 'a line feed within a text', (text) => inText(text, '\n')),
    form('unknown-escape', 'an escape that JSON does not have', (text) => inText(text, '\\q')),
    form('form-feed', 'a form feed between two values', (text) => text.replace('{', '{\f')),
  ].map((one) => ({ ...one, extension: true as const })),
  { ...form('white-space', 'nothing but white space', () => ' \r\n'), isNothing: true },
]

const kinds = ['name', 'string', 'number', 'literal', 'open', 'close', 'comma'] as const
type Kind = (typeof kinds)[number]
type Token = { readonly kind: Kind; readonly token: string; readonly from: number }

/** A name goes with its colon. */
const grammar =
  /(?<name>"(?:[^"\\]|\\.)*"\s*:)|(?<string>"(?:[^"\\]|\\.)*")|(?<number>-?\d[\d.eE+-]*)|(?<literal>true|false|null)|(?<open>[{[])|(?<close>[}\]])|(?<comma>,)/g

const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(grammar)].flatMap(({ 0: token, index, groups = {} }) => {
    const kind = kinds.find((one) => groups[one] !== undefined)
    return kind ? [{ kind, token, from: index }] : []
  })

const spliced = (text: string, { from, token }: Token, by: string): string =>
  text.slice(0, from) + by + text.slice(from + token.length)

const isValue = ({ kind }: Token): boolean => kind === 'string' || kind === 'number' || kind === 'literal'

/** Words take a change that dates and codes do not. */
const isWord = ({ token }: Token): boolean => /^"[A-Za-z ]{3,}"$/.test(token)

const replaced = (text: string, kind: Kind, by: (token: Token) => string): string | undefined => {
  const found = tokensOf(text).filter((one) => one.kind === kind)
  const token = (kind === 'string' ? found.find(isWord) : undefined) ?? found[0]
  return token && spliced(text, token, by(token))
}

const inText = (text: string, more: string): string | undefined =>
  replaced(text, 'string', ({ token }) => `${token.slice(0, -1)}${more}"`)
