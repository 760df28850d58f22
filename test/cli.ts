// Runs the command line as a user does: the built file, a folder of its own, and no more environment than is given.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

export type Surroundings = { readonly folder: string; readonly env?: Readonly<Record<string, string>> }

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'assay-e2e-'))

export const start = (args: readonly string[], { folder, env = {} }: Surroundings): ChildProcess =>
  spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** How many lines a run tells while it goes on is a matter of the machine. */
const progress = /^assay: (?:failed: .*|waiting .*|.* planned; .*|\d+\/\d+ cases · .*)\n/gm

export const ended = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve) => {
    let stdout = ''
    let stderr = ''
    child.stdout?.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr?.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('close', (code) => resolve({ code, stdout, stderr: stderr.replace(progress, '') }))
  })

export const assay = (args: readonly string[], surroundings: Surroundings = { folder: newFolder() }): Promise<Ended> =>
  ended(start(args, surroundings))
