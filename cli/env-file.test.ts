import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEnvFile } from './env-file.ts'

test('a file of variables fills what the environment does not have, and nothing else', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'assay-env-')), '.env')
  writeFileSync(file, '# sandbox\nASSAY_TOKEN="a b"\nexport ASSAY_TARGET=http://127.0.0.1:9\nASSAY_SEED=1\n')
  expect(readEnvFile(file, { ASSAY_SEED: '2' })).toEqual({ ASSAY_TOKEN: 'a b', ASSAY_TARGET: 'http://127.0.0.1:9' })
})

test('a file that is not there is a mistake', () => {
  expect(() => readEnvFile('none.env', {})).toThrow(
    'Cannot read the file of --env-file, none.env: there is no such file.',
  )
})
