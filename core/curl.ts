import type { WireRequest } from './exchange.ts'

/** A curl line that sends the same request. Redacted values are left to the reader's environment. */
export const curl = (baseUrl: string, { method, path, headers, body }: WireRequest): string =>
  [
    `curl -i -X ${method} ${quote(baseUrl + path)}`,
    ...Object.entries(headers).map(headerOption),
    ...(body === undefined ? [] : [`--data-raw ${quote(body)}`]),
  ].join(' \\\n  ')

/** curl makes the header of basic credentials itself, from what its reader has. */
const headerOption = ([name, value]: readonly [string, string]): string =>
  value === basicValue
    ? '-u "$ASSAY_USER:$ASSAY_PASSWORD"'
    : `-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`

const basicValue = 'Basic $ASSAY_BASIC'

/** Single quotes, but for `$ASSAY_…` and `${NAME}`: the shell puts those in from its environment. */
const quote = (text: string): string =>
  `'${text.replaceAll("'", `'\\''`)}'`.replace(/\$ASSAY_[A-Z_]+|\$\{[A-Za-z_]\w*\}/g, (name) => `'"${name}"'`)
