import { existsSync } from 'node:fs'
import type { Secret, Text } from './config.ts'
import type { Environment } from './environment.ts'
import { UsageError } from './usage-error.ts'

export const isSecret = (value: Text): value is Secret => typeof value !== 'string'

/** A text, or what the environment holds for a secret. */
export const reveal = (value: Text, environment: Environment): string => {
  if (!isSecret(value)) return value
  const found = environment[value.secret]
  if (found === undefined || found === '')
    throw new UsageError(
      `The environment variable ${value.secret} is not set; the configuration reads a secret from it.${envFileHint()}`,
    )
  return found
}

/** Nobody reads a file of variables unasked. */
const envFileHint = (): string => (existsSync('.env') ? ' There is a file .env: --env-file .env reads it.' : '')

export const revealAll = (values: Readonly<Record<string, Text>>, environment: Environment): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, reveal(value, environment)]))

/** The secrets among texts, by the variable that holds each. */
export const secretsIn = (values: Readonly<Record<string, Text>>, environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.values(values).flatMap((value) => (isSecret(value) ? [[value.secret, reveal(value, environment)]] : [])),
  )
