import type { WireRequest } from './exchange.ts'
import { piecesOf, type Slot } from './slots.ts'

export type CurlOptions = {
  /** @defaultValue `-i`, which shows status and headers */
  readonly flags?: string
  /** What is left to variables of the shell. @defaultValue nothing but credentials */
  readonly slots?: readonly Slot[]
  /** A word of the shell that stands for the base URL. @defaultValue the URL as it is */
  readonly base?: string
}

/** A curl line that sends the same request. Redacted values are left to the reader's environment. */
export const curl = (
  baseUrl: string,
  { method, path, headers, body }: WireRequest,
  { flags = '-i', slots = [], base }: CurlOptions = {},
): string => {
  const url = base === undefined ? quote(baseUrl + path, slots) : base + quote(path, slots)
  return [
    `curl ${flags} -X ${method} ${url}`,
    ...Object.entries(headers).map((header) => headerOption(header, slots)),
    ...(body === undefined ? [] : [`--data-raw ${quote(body, slots)}`]),
  ].join(' \\\n  ')
}

/** curl makes the header of basic credentials itself, from what its reader has. */
const headerOption = ([name, value]: readonly [string, string], slots: readonly Slot[]): string =>
  value === basicValue
    ? '-u "$ASSAY_USER:$ASSAY_PASSWORD"'
    : `-H ${quote(value === '' ? `${name};` : `${name}: ${value}`, slots)}`

const basicValue = 'Basic $ASSAY_BASIC'

/** Single quotes, but for variables, and `$ASSAY_…` and `${NAME}`: the shell puts those in from its environment. */
export const quote = (text: string, slots: readonly Slot[]): string =>
  `'${piecesOf(text, slots)
    .map((piece) => (piece.kind === 'variable' ? `'"$${piece.text}"'` : literal(piece.text)))
    .join('')}'`

const literal = (text: string): string =>
  text.replaceAll("'", `'\\''`).replace(/\$ASSAY_[A-Z_]+|\$\{[A-Za-z_]\w*\}/g, (name) => `'"${name}"'`)
