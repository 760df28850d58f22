import { bytesOf, strays } from './bytes.ts'
import type { WireRequest } from './exchange.ts'
import { rooted } from './rooted.ts'
import { type Names, namesIn, type Piece, piecesOf, type Slot } from './slots.ts'

export type CurlOptions = {
  /** @defaultValue `-i`, which shows status and headers */
  readonly flags?: string
  /** What is left to variables of the shell. @defaultValue nothing but credentials */
  readonly slots?: readonly Slot[]
  /** A word of the shell that stands for the base URL. @defaultValue the URL as it is */
  readonly base?: string
}

/** A curl line that sends the same request. Secrets are left to the reader's environment. */
export const curl = (
  baseUrl: string,
  request: WireRequest,
  { flags = '-i', slots = [], base }: CurlOptions = {},
): string => {
  const { method, path, headers, body } = request
  const address = quote(rooted(path), slots, shifted(namesIn(request, 'path'), rooted(path).length - path.length))
  const url = base === undefined ? quote(baseUrl, []).slice(0, -1) + address.slice(1) : base + address
  return [
    `curl ${flags} -X ${/^[A-Za-z]+$/.test(method) ? method : quote(method, [])} ${url}`,
    ...Object.entries(headers).map(([name, value]) =>
      headerOption([name, value], { slots, names: namesIn(request, `header ${name}`) }),
    ),
    ...(body === undefined ? [] : [`--data-raw ${quote(body, slots, namesIn(request, 'body'))}`]),
  ].join(' \\\n  ')
}

type Places = { readonly slots: readonly Slot[]; readonly names: Names }

/** curl makes the header of basic credentials itself, from what its reader has. */
const headerOption = ([name, value]: readonly [string, string], { slots, names }: Places): string => {
  if (value === basicValue && names.length === 1) return '-u "$ASSAY_USER:$ASSAY_PASSWORD"'
  const before = `${name}: `
  return `-H ${value === '' ? quote(`${name};`, []) : quote(before + value, slots, shifted(names, before.length))}`
}

const shifted = (names: Names, by: number): Names => names.map(({ at, name }) => ({ at: at + by, name }))

const basicValue = 'Basic $ASSAY_BASIC'

/** Single quotes, in which a shell expands nothing, but for variables and where names stand for secrets. */
export const quote = (text: string, slots: readonly Slot[], names: Names = []): string =>
  `'${piecesOf(text, slots, names).map(quoted).join('')}'`

const quoted = ({ kind, text }: Piece): string => {
  switch (kind) {
    case 'text':
      // Quotes that end and begin again are nothing to a shell, and keep a CI system from obeying what is printed.
      return text
        .replace(/'|#(?=#)|^[^\S\n]*:(?=:)/gm, (found) => (found === "'" ? `'\\''` : `${found}''`))
        .replace(new RegExp(strays, 'gu'), (found) => `'"$(printf '${[...bytesOf(found)].map(octal).join('')}')"'`)
    case 'variable':
      return `'"$${text}"'`
    case 'secret':
      return text.startsWith('ASSAY_') ? `'"$${text}"'` : `'"\${${text}}"'`
  }
}

const octal = (byte: number): string => `\\${byte.toString(8)}`
