import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))

type Stdio = 'ignore' | 'pipe' | number

const codeOf = (args: readonly string[], [stdout, stderr]: readonly [Stdio, Stdio]): Promise<number | null> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', stdout, stderr] })
    child.stdout?.resume()
    // The reader is gone before anything is written.
    child.stderr?.destroy()
    child.on('exit', resolve)
  })

test('where stderr is closed a run ends with the code that it would have ended with', async () => {
  expect(await codeOf(['run', 'no-such-contract'], ['ignore', 'pipe'])).toBe(2)
})

describe.runIf(existsSync('/dev/full'))('where a device is full', () => {
  const withFull = async (run: (full: number) => Promise<number | null>): Promise<number | null> => {
    const full = openSync('/dev/full', 'w')
    try {
      return await run(full)
    } finally {
      closeSync(full)
    }
  }

  test('what cannot be printed is told, and 0 becomes 3', async () => {
    expect(await withFull((full) => codeOf(['list', 'shopctrl'], [full, 'ignore']))).toBe(3)
  })

  test('what cannot be told changes nothing', async () => {
    expect(await withFull((full) => codeOf(['run', 'no-such-contract'], ['ignore', full]))).toBe(2)
  })
})
