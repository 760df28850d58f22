import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { codeOf, messageOf } from '../core/thrown.ts'
import { makeFolder } from './make-folder.ts'
import { UsageError } from './usage-error.ts'

export const lockName = '.assay-lock'

/**
 * Keeps a folder for one run: two that write into it at once would leave evidence of neither. A run that was killed leaves
 * its lock, which the next one takes over. Gives what ends it.
 *
 * @throws UsageError where another run has the folder, or it cannot be written to
 */
export const lockFolder = (folder: string): (() => void) => {
  const path = join(folder, lockName)
  const own = JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() })
  if (!claimed(path, folder, own)) {
    const holder = holderOf(path)
    if (isAlive(holder))
      throw new UsageError(
        `Another run writes into ${folder} (process ${holder?.pid ?? 'unknown'}): give another folder with --out. If there is no such run, remove ${path}.`,
      )
    // Renamed first: of several that find it left behind, only one can.
    const stale = `${path}.${process.pid}`
    try {
      renameSync(path, stale)
      rmSync(stale, { force: true })
    } catch {
      // Another one was faster.
    }
    if (!claimed(path, folder, own))
      throw new UsageError(`Another run writes into ${folder}: give another folder with --out.`)
  }
  const release = (): void => {
    process.off('exit', release)
    if (readText(path) === own) rmSync(path, { force: true })
  }
  process.on('exit', release)
  return release
}

const claimed = (path: string, folder: string, text: string): boolean => {
  try {
    makeFolder(folder)
    writeFileSync(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    const [code, message] = [codeOf(error), messageOf(error)]
    if (code === 'EEXIST' && readText(path) !== undefined) return false
    throw new UsageError(`Nothing can be written to ${folder}: ${message}. Give another folder with --out.`)
  }
}

type Holder = { readonly pid: number; readonly host: string }

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

const holderOf = (path: string): Holder | undefined => {
  try {
    const { pid, host } = JSON.parse(readText(path) ?? '') as Partial<Holder>
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : undefined
  } catch {
    return undefined
  }
}

/** Of another machine, and of a lock that cannot be read, nobody knows. */
const isAlive = (holder: Holder | undefined): boolean => {
  if (!holder || holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
