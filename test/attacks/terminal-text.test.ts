// Whatever a target, a contract or a file says: a terminal shows it, and obeys nothing of it.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test, vi } from 'vitest'
import { print, printPainted, tell } from '../../cli/print.ts'
import { resolveAuth } from '../../cli/resolve-auth.ts'
import { checkedUrl } from '../../cli/resolve-target.ts'
import { loadContract } from '../../contracts/load.ts'
import { quote } from '../../core/curl.ts'
import { visible } from '../../reports/visible.ts'
import { withCredentials } from '../../target/auth/open.ts'
import { startRecorder } from '../servers/recorder.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const close of closing.splice(0)) await close()
})

const root = fileURLToPath(new URL('../../', import.meta.url))

test('nothing is written to a terminal but through the functions that make it visible', () => {
  const writers = ['cli', 'core', 'checks', 'generators', 'reports', 'schemas', 'suites', 'target'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => join(folder, file))
      .filter((file) => /process\.std(?:out|err)\.write|console\./.test(readFileSync(join(root, file), 'utf8'))),
  )
  expect(writers).toEqual(['cli/print.ts'])
})

test('what would move the cursor, name the window, ring, or turn the writing around is shown as text', () => {
  const written: string[] = []
  const keep = (text: unknown): boolean => written.push(String(text)) > 0
  vi.spyOn(process.stdout, 'write').mockImplementation(keep)
  vi.spyOn(process.stderr, 'write').mockImplementation(keep)
  const hostile = 'a\u001b]0;owned\u0007\u001b[2K\rb\u009b31m\u202ec\u2066\nd\u0000'
  print(hostile)
  tell(hostile)
  vi.restoreAllMocks()
  const shown = 'a\\u001b]0;owned\\u0007\\u001b[2K\\u000db\\u009b31m\\u202ec\\u2066\nd\\u0000'
  expect(written).toEqual([shown, shown])
})

test('what a CI system would take for a command is shown as text, and stays the same word to a shell', () => {
  const written: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const hostile = 'Orders\n::add-mask::a\n  ::error::b\n::::\na::b ###[error]c ##vso[task.setvariable]d ##TeamCity[e'
  const word = quote(hostile, [])
  for (const one of [print, tell, printPainted]) one(hostile)
  for (const one of [word, JSON.stringify(visible({ a: hostile }))]) printPainted(one)
  vi.restoreAllMocks()
  expect(written).toHaveLength(5)
  for (const one of written) expect(one).not.toMatch(/^\s*::|##(?:vso|teamcity)?\[/im)
  expect(written[0]).toContain('\n\\u003a:add-mask::a\n  \\u003a:error::b\n')
  expect(written[3]).toBe(word)
  expect(execFileSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' })).toBe(hostile)
})

const urls: readonly (readonly [string, (url: string) => unknown])[] = [
  ['a target', checkedUrl],
  [
    'a token server',
    (tokenUrl) =>
      resolveAuth(
        { type: 'oauth2', grant: 'client_credentials', tokenUrl, clientId: 'a' },
        { file: '', environment: {} },
      ),
  ],
]

test.each(urls)('the address of %s that is refused is told without password and query', (_, take) => {
  for (const url of [
    'ftp://canary-user:canary-pass@x/',
    'http:canary-user:canary-pass@x',
    'ftp://x/?key=canary-pass',
  ]) {
    const message = (() => {
      try {
        take(url)
        return 'taken'
      } catch (error) {
        return (error as Error).message
      }
    })()
    expect(message).toMatch(/is not an? https?|holds a user name/)
    expect(message).not.toContain('canary-pass')
  }
})

test('the address of a contract that cannot be fetched is told without password and query', async () => {
  for (const url of ['http://canary-user:canary-pass@127.0.0.1:9/a.json', 'http://127.0.0.1:9/a.json?key=canary-pass'])
    await expect(loadContract(url)).rejects.toThrow(/^Cannot fetch the contract http:(?:(?!canary-pass).)*$/s)
})

test('what a token server says of a refusal holds none of what it was sent, in any spelling', async () => {
  const secret = 'client/secret+4711'
  const server = await startRecorder(() => ({
    status: 400,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      error: 'invalid_client',
      error_description: `${secret} ${encodeURIComponent(secret)} ${Buffer.from(`assay:${secret}`).toString('base64')}`,
    }),
  }))
  closing.push(server.close)
  const auth = {
    kind: 'oauth2',
    grant: 'client_credentials',
    tokenUrl: `${server.baseUrl}/token`,
    clientId: 'assay',
    clientSecret: secret,
    clientAuthentication: 'basic',
    parameters: {},
  } as const
  const target = { baseUrl: server.baseUrl, auth, headers: {}, timeoutMs: 2_000, concurrency: 1 }
  const message = await withCredentials(target).then(
    () => '',
    (error: Error) => error.message,
  )
  expect(message).toContain('it answers 400 invalid_client')
  expect(message).not.toMatch(/4711|Y2xpZW50L3NlY3JldCs0NzEx|YXNzYXk6Y2xp/)
})
