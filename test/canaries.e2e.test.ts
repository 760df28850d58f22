// Secrets that stand in the configuration, and come back in whatever a target says: no file and no line may hold them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { assay, type Ended, newFolder } from './cli.ts'
import { client, startAuthorization } from './servers/authorization.ts'
import { ordersDocument } from './servers/orders.ts'
import { type Asked, startRecorder } from './servers/recorder.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const canary = {
  token: 'canary/token+4711=="ä"',
  card: '5105105105105100',
  password: 'canary pass&word "4711" \\ ü',
  key: 'canary-key/4711?',
}

/** Every way in which a value may stand in a file. */
const forms = (value: string): readonly string[] => {
  const texts = [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    new URLSearchParams({ a: value }).toString().slice(2),
  ]
  const escaped = texts.map((text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;'))
  const ascii = value.replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const base64 = [value, `canary-user:${value}`].map((text) => Buffer.from(text).toString('base64'))
  const url = Buffer.from(value).toString('base64url')
  return [...new Set([...texts, ...escaped, JSON.stringify(JSON.stringify(value)).slice(3, -3), ascii, ...base64, url])]
}

/** Says all that it was told, in every way that a careless server may; and breaks promises, so that it is shown. */
const parrot = (asked: Asked) => {
  const shownHeaders = asked.headers.map(([name, value]) => [name, value] as const)
  const secrets = shownHeaders.map(([, value]) => value.replace(/^(Bearer|Basic) /, ''))
  const decoded = secrets.map((value) => Buffer.from(value, 'base64').toString('utf8'))
  const body = {
    number: 'not a number',
    path: asked.path,
    headers: shownHeaders,
    secrets,
    encoded: secrets.map(encodeURIComponent),
    decoded,
    base64: secrets.map((value) => Buffer.from(value).toString('base64')),
    text: asked.body,
    password: canary.password,
    card: canary.card,
  }
  const headers = { 'Content-Type': 'application/json', 'X-Told': encodeURIComponent(JSON.stringify(shownHeaders)) }
  return { status: asked.method === 'POST' ? 200 : 500, headers, body: JSON.stringify([body]) }
}

const config = (auth: string, baseUrl: string): string => `
import { defineConfig, secret } from 'assay'
export default defineConfig({
  contract: './openapi.yaml', seed: 7, runs: 4,
  target: {
    baseUrl: '${baseUrl}',
    auth: ${auth},
    headers: { 'X-Card': secret('CANARY_CARD'), 'X-Password': secret('CANARY_PASSWORD_ENCODED'), 'X-Key': secret('CANARY_KEY') },
  },
})`

const formats = 'json,html,junit,ctrf,markdown,github,har,badge,shields'

/** Everything in a folder but what the user wrote. */
const writtenIn = (folder: string): readonly (readonly [string, string])[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/^(openapi\.yaml|assay\.config\.ts)$/.test(entry.name))
    .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'utf8')])

const leaks = (folder: string, ended: readonly Ended[], secrets: readonly string[]): readonly string[] => {
  const texts = [
    ...writtenIn(folder),
    ...ended.flatMap(({ stdout, stderr }, index) => [
      [`stdout ${index}`, stdout] as const,
      [`stderr ${index}`, stderr] as const,
    ]),
  ]
  return texts.flatMap(([name, text]) =>
    secrets
      .flatMap(forms)
      .flatMap((form) =>
        text.includes(form)
          ? [
              `${name.replace(folder, '')}: ${form} in ${text.slice(Math.max(0, text.indexOf(form) - 60), text.indexOf(form) + 20)}`,
            ]
          : [],
      ),
  )
}

const auths: readonly [string, (tokenUrl: string) => string][] = [
  ['a bearer token', () => `{ type: 'bearer', token: secret('CANARY_TOKEN') }`],
  ['a password', () => `{ type: 'basic', username: 'canary-user', password: secret('CANARY_PASSWORD') }`],
  ['an API key in the address', () => `{ type: 'apiKey', in: 'query', name: 'key', value: secret('CANARY_KEY') }`],
  [
    'a client secret',
    (tokenUrl) =>
      `{ type: 'oauth2', grant: 'client_credentials', tokenUrl: '${tokenUrl}', clientId: '${client.id}', clientSecret: secret('CLIENT_SECRET') }`,
  ],
]

describe.each(auths)('%s', (name, authOf) => {
  test('is in no file that any command writes, and in no line that it prints', async () => {
    const authorization = await startAuthorization()
    const target = await startRecorder(parrot)
    closing.push(authorization.close, target.close)
    const folder = newFolder()
    writeFileSync(join(folder, 'openapi.yaml'), ordersDocument)
    writeFileSync(join(folder, 'assay.config.ts'), config(authOf(authorization.tokenUrl), target.baseUrl))
    const env = {
      CANARY_TOKEN: Buffer.from(canary.token).toString('base64url'),
      CANARY_CARD: canary.card,
      CANARY_PASSWORD: canary.password,
      CANARY_PASSWORD_ENCODED: encodeURIComponent(canary.password),
      CANARY_KEY: canary.key,
      CLIENT_SECRET: client.secret,
    }
    const ended: Ended[] = []
    const command = async (...args: readonly string[]) => {
      const one = await assay(args, { folder, env })
      ended.push(one)
      return one
    }
    expect((await command('run', '--report', formats, '--out', 'first')).code).toBe(1)
    const report = JSON.parse(readFileSync(join(folder, 'first/report.json'), 'utf8')) as Report
    const [finding] = report.contracts.flatMap(({ requirements }) => requirements.flatMap(({ findings }) => findings))
    await command('baseline', 'first/report.json', '--owner', 'Ada', '--reason', 'SHOP-7', '--expires', '2999-12-31')
    await command('run', '--report', formats, '--baseline', 'assay-baseline.json', '--out', 'second')
    await command('report', 'first/report.json', '--to', `text,${formats}`, '--out', 'again')
    await command('report', 'first/evidence.ndjson', '--to', formats, '--out', 'rebuilt')
    await command('diff', 'first/report.json', 'second/report.json', '--json')
    await command('replay', `first/report.json#${finding?.replay}`, '--test', 'case.test.ts')
    await command('replay', `first/report.json#${finding?.replay}`, '--verbatim')
    await command('doctor', '--json')
    await command('doctor')
    await command('run', '--dry-run')
    expect(ended.map(({ stderr }) => stderr).filter((text) => /unknown|own fault/.test(text))).toEqual([])
    expect(writtenIn(folder).map(([file]) => file.replace(folder, ''))).toEqual(
      expect.arrayContaining(['/first/evidence.ndjson', '/first/report.html', '/case.test.ts']),
    )
    const secrets =
      {
        'a bearer token': [env.CANARY_TOKEN],
        'a password': [canary.password],
        'an API key in the address': [],
        'a client secret': [client.secret, ...authorization.issued()],
      }[name] ?? []
    expect(leaks(folder, ended, [...secrets, canary.card, canary.key, env.CANARY_PASSWORD_ENCODED])).toEqual([])
  })
})
