const each = (text: string, spell: (one: string) => string): string => [...text].map(spell).join('')
const byteOf = (one: string) => [...Buffer.from(one)].map((byte) => byte.toString(16).padStart(2, '0'))
const codeOf = (one: string) => one.charCodeAt(0).toString(16).padStart(4, '0')
const base64 = (text: string, encoding: 'base64' | 'base64url' = 'base64') => Buffer.from(text).toString(encoding)
const inLines = (text: string, length: number, end: string): string =>
  (text.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? []).join(end)
const times = (count: number, text: string, spell: (one: string) => string): string =>
  count === 0 ? text : times(count - 1, spell(text), spell)

/** Ways to write a secret, by each of which it can be read by whoever sees it. */
export const spellings: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  'in JSON': (secret) => JSON.stringify(secret).slice(1, -1),
  'in JSON that escapes slashes': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  'in JSON within JSON': (secret) => JSON.stringify(JSON.stringify(JSON.stringify(secret))),
  'in JSON, escaped in upper case': (secret) => each(secret, (one) => `\\u${codeOf(one).toUpperCase()}`),
  'in JSON within JSON, escaped': (secret) => each(secret, (one) => `\\\\u${codeOf(one)}`),
  'in an address': encodeURIComponent,
  'in an address, in lower case': (secret) =>
    encodeURIComponent(secret).replace(/%../g, (found) => found.toLowerCase()),
  'in an address, all of it': (secret) => each(secret, (one) => `%${byteOf(one).join('%')}`),
  'in an address, twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'in a form': (secret) => new URLSearchParams([['', secret]]).toString().slice(1),
  'in markup': (secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  'in markup, by names': (secret) =>
    secret.replaceAll('&', '&amp;').replaceAll('+', '&plus;').replaceAll('/', '&sol;').replaceAll('=', '&equals;'),
  'in markup, by numbers': (secret) => each(secret, (one) => `&#${one.codePointAt(0)};`),
  'in markup, by hexadecimal numbers': (secret) => each(secret, (one) => `&#x${one.codePointAt(0)?.toString(16)};`),
  'in base64': (secret) => base64(secret),
  'in base64, for addresses': (secret) => base64(secret, 'base64url'),
  'in longer base64, after one byte': (secret) => base64(`:${secret}: and more`),
  'in longer base64, after two bytes': (secret) => base64(`u:${secret}: and more`),
  'in longer base64, after three bytes': (secret) => base64(`us:${secret}: and more`, 'base64url'),
  'in base64 in an address': (secret) => encodeURIComponent(base64(`x${secret}`)),
  'in hexadecimal': (secret) => Buffer.from(secret).toString('hex'),
  'in hexadecimal, in upper case': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  'in hexadecimal, byte by byte': (secret) => byteOf(secret).join(':'),
  'in hexadecimal, byte by byte, as numbers': (secret) =>
    byteOf(secret)
      .map((byte) => `0x${byte}`)
      .join(', '),
  'in hexadecimal, in groups and lines': (secret) => inLines(inLines(byteOf(secret).join(''), 4, ' '), 25, '\n'),
  'in base64, in lines': (secret) => inLines(base64(`user:${secret}: and so much more`), 20, '\r\n'),
  'in base64, in lines, in JSON': (secret) => JSON.stringify(inLines(base64(secret), 16, '\n')),
  'in base64 of an address': (secret) => base64(`id:${encodeURIComponent(secret)}`),
  'in base64 of JSON that escapes slashes': (secret) => base64(JSON.stringify({ a: secret }).replaceAll('/', '\\/')),
  'in base64 of base64': (secret) => base64(base64(secret)),
  'in hexadecimal of base64': (secret) => Buffer.from(base64(secret)).toString('hex'),
  'in base64 of two bytes each': (secret) => Buffer.from(secret, 'utf16le').toString('base64'),
  'as a list of bytes': (secret) => JSON.stringify([...Buffer.from(secret)]),
  'in an address, seven times': (secret) => times(7, secret, encodeURIComponent),
  'in JSON, seven times': (secret) => times(7, secret, (text) => JSON.stringify(text)),
  'in an address, with numbers of four digits': (secret) => each(secret, (one) => `%u${codeOf(one)}`),
  'in markup, by numbers with many zeros': (secret) =>
    each(secret, (one) => `&#${String(one.codePointAt(0)).padStart(12, '0')};`),
  'as escapes of a program, in octal': (secret) =>
    each(secret, (one) => `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`),
  'as escapes of a program, with eight digits': (secret) => each(secret, (one) => `\\U0000${codeOf(one)}`),
  'as escapes of a program': (secret) => each(secret, (one) => `\\x${byteOf(one).join('\\x')}`),
}
