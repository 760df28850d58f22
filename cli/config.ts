import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { isObject } from '../core/json.ts'
import type { Consent } from '../core/run-spec.ts'
import { evaluate } from '../target/evaluate.ts'
import { UsageError } from './usage-error.ts'

/** A value that is read from the environment when the run starts, so that it stands in no file. */
export type Secret = { readonly secret: string }

/** Marks a value that is read from the environment variable `name`. */
export const secret = (name: string): Secret => ({ secret: name })

export type Config = {
  /** Built-in name, path or URL. */
  readonly contract?: string
  readonly target?: {
    /** Ends before the contract's paths. */
    readonly baseUrl: string
    readonly auth?: { readonly type: 'bearer'; readonly token: string | Secret }
    readonly headers?: Readonly<Record<string, string | Secret>>
    readonly requestsPerSecond?: number
    readonly concurrency?: number
    /** For one whole exchange. @defaultValue 10000 */
    readonly timeoutMs?: number
    readonly allow?: readonly Consent[]
    readonly allowWrites?: boolean
  }
  /**
   * What must exist at the target, by fixture name: a value, a list to draw fresh ones from, or a function that makes a
   * fresh one. `{unique}` in a text is replaced by a token that no other request carries.
   */
  readonly fixtures?: Readonly<Record<string, unknown>>
  readonly seed?: number
  readonly runs?: number
}

/** A configuration and the file it was read from. */
export type LoadedConfig = Config & { readonly file?: string }

/** Checks nothing, but lets editors complete and check the configuration. */
export const defineConfig = (config: Config): Config => config

const names = ['assay.config.ts', 'assay.config.js', 'assay.config.mjs', 'assay.config.json']

/**
 * The configuration in `file`, or in the first `assay.config.*` of the working folder; empty where there is none.
 *
 * @throws UsageError where it does not parse or holds what Assay does not know
 */
export const loadConfig = async (file: string | undefined, folder: string): Promise<LoadedConfig> => {
  const found = file === undefined ? names.map((name) => resolve(folder, name)).find(existsSync) : resolve(folder, file)
  if (found === undefined) return {}
  if (!existsSync(found)) throw new UsageError(`There is no configuration file ${file}.`)
  return { ...checked(await parsed(found), found), file: found }
}

const parsed = async (file: string): Promise<unknown> => {
  try {
    return await evaluate(file)
  } catch (error) {
    throw new UsageError(`${file} does not parse: ${(error as Error).message.split('\n')[0]}`)
  }
}

const known = {
  '': ['contract', 'target', 'fixtures', 'seed', 'runs'],
  target: ['baseUrl', 'auth', 'headers', 'requestsPerSecond', 'concurrency', 'timeoutMs', 'allow', 'allowWrites'],
}

const checked = (config: unknown, file: string): Config => {
  if (!isObject(config))
    throw new UsageError(`${file} does not export a configuration object: write export default defineConfig({ … }).`)
  onlyKnown(config, known[''], file)
  const { target } = config
  if (target !== undefined) {
    if (!isObject(target)) throw new UsageError(`${file}: target is not an object.`)
    onlyKnown(target, known.target, `${file}: target`)
    if (typeof target['baseUrl'] !== 'string')
      throw new UsageError(`${file}: target.baseUrl is missing; it is the URL that ends before the contract's paths.`)
    const { auth } = target
    if (auth !== undefined && !(isObject(auth) && auth['type'] === 'bearer')) {
      throw new UsageError(
        `${file}: target.auth must be { type: 'bearer', token: secret('NAME') }; other types are not supported yet.`,
      )
    }
  }
  return config as Config
}

const onlyKnown = (object: { readonly [key: string]: unknown }, allowed: readonly string[], where: string): void => {
  const unknown = Object.keys(object).find((key) => !allowed.includes(key))
  if (unknown !== undefined)
    throw new UsageError(`${where} has an unknown key '${unknown}'; known are ${allowed.join(', ')}.`)
}
