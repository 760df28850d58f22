import { afterEach, expect, test } from 'vitest'
import { dkhardware } from '../reference/dkhardware/dkhardware.ts'
import { assay, ended, newFolder, start } from './cli.ts'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})

const startReference = async () => {
  const running = await dkhardware.start()
  open.push(running.close)
  return running
}

/** `assay mutate` with its base URL, once it has printed it. */
const startMutant = async (target: string, mutant: string) => {
  const child = start(['mutate', '--contract', 'dkhardware', '--target', target, '--mutant', mutant], {
    folder: newFolder(),
  })
  const done = ended(child)
  open.push(async () => {
    child.kill('SIGTERM')
    await done
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (text) => {
      const found = /^(http:\/\/\S+) stands for/.exec(String(text))?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('close', () => reject(new Error('It ended before it said where it is.')))
  })
  const stop = () => {
    child.kill('SIGTERM')
    return done
  }
  return { url, stop }
}

test('one mutant before a target is seen by a run against it, at its own promise, and the target stays as it was', async () => {
  const { baseUrl, token, fixtures } = await startReference()
  const only = 'dkhardware/createOrder/response.200/submissionId/*'
  const run = (target: string) =>
    assay([
      'run',
      'dkhardware',
      ...['--target', target, '--token', token, '--only', only, '--quiet'],
      ...Object.entries(fixtures).flatMap(([name, value]) => ['--fixture', `${name}=${String(value)}`]),
    ])
  const { url, stop } = await startMutant(baseUrl, 'reply/createOrder/200/submissionId/dropped')
  expect((await run(baseUrl)).code).toBe(0)
  expect((await run(url)).code).toBe(1)
  const { code, stdout } = await stop()
  expect(code).toBe(0)
  expect(stdout).toMatch(/A member is left out\.\nCtrl-C stops it\.\n[1-9]\d* of [1-9]\d* requests were changed/)
})

test('--list lists the mutants of any contract', async () => {
  const { code, stdout } = await assay(['mutate', '--contract', 'shopctrl', '--list'])
  expect(code).toBe(0)
  const ids = stdout.trim().split('\n')
  expect(ids).toContain('request/addPayment/Note/maxLength/rule-overlooked')
  expect(ids).toContain('mass/*/depth-1/reply/dropped')
  expect(new Set(ids).size).toBe(ids.length)
})

test.each([
  [[], /Give --target and --mutant, or --list/],
  [
    ['--target', 'http://127.0.0.1:1', '--mutant', 'reply/addPayment/200/Note/droped'],
    /Nearest: reply\/addPayment\/200\/Note\/dropped/,
  ],
  [['--target', 'nowhere', '--mutant', 'reply/addPayment/200/Note/dropped'], /'nowhere' is no URL/],
])('what cannot be understood is told: %j', async (more, message) => {
  const { code, stderr } = await assay(['mutate', '--contract', 'shopctrl', ...more])
  expect(code).toBe(2)
  expect(stderr).toMatch(message)
})

test('selftest --mutants runs a sample and tells the score and what was not detected', {
  timeout: 240_000,
}, async () => {
  const { code, stdout } = await assay(['selftest', 'shopctrl', '--mutants', '2', '--seed', '3'])
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^shopctrl: 2 mutants; \d+ others looked at change nothing\n(?:[✓○✗–] shopctrl reply\/.*\n){2}/,
  )
  expect(stdout).toMatch(/^all +[0-2] of 2 +\d+ %/m)
})
