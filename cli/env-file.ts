import { parseEnv } from 'node:util'
import { shortText } from '../core/bounded-text.ts'
import { codeOf, messageOf } from '../core/thrown.ts'
import type { Environment } from './environment.ts'
import { UsageError } from './usage-error.ts'

/**
 * The variables of a file of `NAME=value` lines that the environment does not have itself.
 *
 * @throws UsageError where it cannot be read
 */
export const readEnvFile = (path: string, environment: Environment): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(parseEnv(textOf(path))).flatMap(([name, value]) =>
      value === undefined || environment[name] !== undefined ? [] : [[name, value]],
    ),
  )

const textOf = (path: string): string => {
  try {
    return shortText(path)
  } catch (error) {
    throw new UsageError(
      `Cannot read the file of --env-file, ${path}: ${codeOf(error) === 'ENOENT' ? 'there is no such file' : messageOf(error)}.`,
    )
  }
}
