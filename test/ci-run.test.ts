// What CI runs ends with one line of counts over both test commands, and with a failure where either has one.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const at = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))

type Spoken = { readonly says: string; readonly code: number }

const passing = (count: number): Spoken => ({
  says: ` Test Files  1 passed (1)\n      Tests  ${count} passed (${count})`,
  code: 0,
})

/** `.ci/run` with an npm that says what it is told to say. */
const ciRun = (proof: Spoken, rest: Spoken) => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-ci-'))
  const npm = [proof, rest].map(({ says, code }) => `printf '%s\\n' '${says}'; exit ${code}`)
  writeFileSync(
    join(folder, 'npm'),
    `#!/usr/bin/env bash\necho "npm $*" >> ${folder}/asked\nif [ "$1" = cit ]; then ${npm[0]}; fi\n${npm[1]}\n`,
    { mode: 0o755 },
  )
  writeFileSync(join(folder, 'jq'), '#!/bin/sh\n', { mode: 0o755 })
  const { stdout, status } = spawnSync('bash', [at('.ci/run')], {
    encoding: 'utf8',
    timeout: 20_000,
    env: { PATH: `${folder}:${process.env['PATH']}`, CHROMIUM_PATH: '/bin/sh' },
  })
  const asked = readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n')
  return { last: stdout.trimEnd().split('\n').at(-1), status, asked }
}

test('both commands are run, and their counts are added up', () => {
  expect(ciRun(passing(900), passing(71))).toEqual({
    last: '971 passed, 0 failed',
    status: 0,
    asked: ['npm cit', 'npm run test:all'],
  })
})

const failing = {
  says: '\u001b[2m      Tests \u001b[22m \u001b[31m2 failed\u001b[39m | \u001b[32m7 passed\u001b[39m (9)',
  code: 1,
}

test.each<[string, Spoken, Spoken, string, number]>([
  ['a test of the first fails', failing, passing(5), '12 passed, 2 failed', 1],
  ['a test of the second fails', passing(5), failing, '12 passed, 2 failed', 1],
  ['tests of both fail', failing, failing, '14 passed, 4 failed', 1],
  ['the first dies before its tests', { says: 'error TS2322', code: 2 }, passing(5), '5 passed, 1 failed', 2],
  ['the second dies before its tests', passing(5), { says: 'npm error', code: 254 }, '5 passed, 1 failed', 254],
  ['something fails beside the tests', { ...passing(5), code: 1 }, passing(5), '10 passed, 1 failed', 1],
  [
    'no test was run, though nothing failed',
    { says: 'No test files found', code: 0 },
    passing(5),
    '5 passed, 1 failed',
    1,
  ],
  ['a failed test ends with 0', passing(5), { ...failing, code: 0 }, '12 passed, 2 failed', 1],
])('%s: the run fails and says so', (_, proof, rest, last, status) => {
  expect(ciRun(proof, rest)).toMatchObject({ last, status })
})

test('every end-to-end test is run by one of the two commands', () => {
  const config = readFileSync(at('vitest.config.ts'), 'utf8')
  expect(config).toContain("name: 'proof', include: proof }")
  expect(config).toContain("name: 'rest', include: ['test/*.e2e.test.ts'], exclude: proof }")
  const { scripts } = parse(readFileSync(at('package.json'), 'utf8')) as { readonly scripts: Record<string, string> }
  expect(scripts['test']).toContain('vitest run --project unit --project proof')
  expect(scripts['test:all']).toContain('vitest run --project rest')
})
