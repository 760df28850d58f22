import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { isObject } from '../core/json.ts'
import { evaluate } from '../target/evaluate.ts'
import { brokenRules } from './check-config.ts'
import type { Config } from './config.ts'
import { UsageError } from './usage-error.ts'

/** A configuration and the file it was read from. */
export type LoadedConfig = Config & { readonly file?: string }

export const configNames = ['assay.config.ts', 'assay.config.js', 'assay.config.mjs', 'assay.config.json']

/**
 * The configuration in `file`, or in the first `assay.config.*` of the working folder; empty where there is none.
 *
 * @throws UsageError where it does not parse or holds what Assay does not know
 */
export const loadConfig = async (file: string | undefined, folder: string): Promise<LoadedConfig> => {
  const found =
    file === undefined ? configNames.map((name) => resolve(folder, name)).find(existsSync) : resolve(folder, file)
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

const checked = (config: unknown, file: string): Config => {
  if (!isObject(config))
    throw new UsageError(`${file} does not export a configuration object: write export default defineConfig({ … }).`)
  const rules = brokenRules(config)
  if (rules.length === 1) throw new UsageError(`${file}: ${rules[0]}`)
  if (rules.length > 1) throw new UsageError(`${file}:\n${rules.map((rule) => `  ${rule}`).join('\n')}`)
  return config as Config
}
