export type PreludeOptions = {
  readonly target: string
  /** The code of the test: only what it needs is declared. */
  readonly text: string
}

/** What a test stands on: where it sends to, how it sends, and how it reads. */
export const prelude = ({ target, text }: PreludeOptions): readonly string[] => {
  const isOfBytes = /\bbytes\(/.test(text)
  return [
    "import request from 'supertest'",
    "import { expect, test } from 'vitest'",
    '',
    'const { env } = process',
    `const target = env['ASSAY_TARGET'] ?? ${JSON.stringify(target)}`,
    ...(/\$\{run\}/.test(text) ? [run] : []),
    ...(/\bsecret\(|\$\{basic\}/.test(text) ? ['', secret] : []),
    ...(/\$\{basic\}/.test(text) ? ['', basic] : []),
    '',
    ...(isOfBytes ? [bytes, '', sendBytes] : [send]),
    ...(/\bsignedIn\(/.test(text) ? ['', signedIn] : []),
    ...(/\bmember\(/.test(text) ? ['', member] : []),
    ...(/\btypeOf\(/.test(text) ? ['', typeOf] : []),
  ]
}

const run = `// A mark of its own, so that what must be unique is not refused as a repetition.
const run = Math.floor(Math.random() * 0x1000000).toString(16).padStart(6, '0')`

const secret = `// Without it the test would be of another request.
const secret = (name: string): string => {
  const value = env[name]
  if (!value) throw new Error(\`Set \${name} in the environment.\`)
  return value
}`

const signedIn = `// What is refused for its credentials has not been tried.
const signedIn = <T extends { status: number }>(reply: T): T => {
  expect([401, 403]).not.toContain(reply.status)
  return reply
}`

const basic = `const pair = [secret('ASSAY_USER'), secret('ASSAY_PASSWORD')].join(':')
const basic = Buffer.from(pair).toString('base64')`

const send = `type Verb = 'get' | 'put' | 'post' | 'delete' | 'patch' | 'head' | 'options'

// Sends just this: follows no redirect, takes any status, and reads the body as text.
const send = async (verb: Verb, path: string, headers: Record<string, string>, body?: string) => {
  const sent = request(target)
    [verb](path)
    .redirects(0)
    .ok(() => true)
    .buffer(true)
    .parse((reply: any, done) => {
      let text = ''
      reply.setEncoding('utf8')
      reply.on('data', (part: string) => (text += part))
      reply.on('end', () => done(null, text))
    })
    .set(headers)
  if (body !== undefined) sent.send(body)
  if (!Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) sent.unset('Content-Type')
  const reply = await sent
  return { status: reply.status, headers: reply.headers, text: typeof reply.body === 'string' ? reply.body : '' }
}`

const sendBytes = send
  .replace('body?: string', 'body?: Buffer')
  .replace('sent.send(body)', 'sent.serialize((whole: any) => whole).send(body)')

const bytes = `// What stands between the pieces of text are bytes that are no UTF-8.
const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))`

const member = `// The value at a JSON Pointer of a reply's body.
const member = ({ text }: { text: string }, pointer: string): any =>
  pointer
    .split('/')
    .slice(1)
    .reduce((value, step) => value?.[step.replaceAll('~1', '/').replaceAll('~0', '~')], JSON.parse(text))`

const typeOf = `const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value`
