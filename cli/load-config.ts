import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join, relative, resolve } from 'node:path'
import { shipped } from '../contracts/load.ts'
import { isObject } from '../core/json.ts'
import { messageOf } from '../core/thrown.ts'
import { evaluate } from '../target/evaluate.ts'
import { brokenRules } from './check-config.ts'
import type { Config } from './config.ts'
import { UsageError } from './usage-error.ts'

/** A configuration and the file it was read from. */
export type LoadedConfig = Config & { readonly file?: string }

export const configNames = ['assay.config.ts', 'assay.config.js', 'assay.config.mjs', 'assay.config.json']

/**
 * The configuration in `file`, or in the first `assay.config.*` of the working folder or one above it, up to that of the
 * repository; empty where there is none. Paths in it start from its own folder.
 *
 * @throws UsageError where it does not parse, cannot be run or holds what Assay does not know
 */
export const loadConfig = async (file: string | undefined, folder: string): Promise<LoadedConfig> => {
  const found = file === undefined ? findUpwards(resolve(folder)) : resolve(folder, file)
  if (found === undefined) return {}
  if (!existsSync(found)) throw new UsageError(`There is no configuration file ${file}.`)
  if (!statSync(found).isFile())
    throw new UsageError(`${file ?? found} is no regular file, so no configuration is read from it.`)
  const config = checked(await parsed(found), found)
  const { contract, workflows, out, baseline } = config
  const home = dirname(found)
  const moved = (path: string): string => pathFrom(resolve(folder), resolve(home, path))
  return {
    ...config,
    ...(contract === undefined ? {} : { contract: seenFrom(resolve(folder), { contract, home }) }),
    ...(workflows === undefined ? {} : { workflows: workflows.map(moved) }),
    ...(out === undefined ? {} : { out: moved(out) }),
    ...(baseline === undefined ? {} : { baseline: moved(baseline) }),
    file: found,
  }
}

/** How a file is named: as seen from the working folder. */
export const fileText = ({ file }: LoadedConfig, folder: string): string =>
  file === undefined ? '' : relative(folder, file)

/** A repository ends the search; where there is none, the file system does. */
const findUpwards = (folder: string): string | undefined => {
  const found = configNames.map((name) => join(folder, name)).find((path) => existsSync(path))
  if (found !== undefined) return found
  const above = dirname(folder)
  return above === folder || existsSync(join(folder, '.git')) ? undefined : findUpwards(above)
}

/** A contract's path as the working folder has it; names and URLs are the same everywhere. */
const seenFrom = (folder: string, { contract, home }: { readonly contract: string; readonly home: string }): string => {
  if (home === folder || shipped().includes(contract) || /^https?:\/\//i.test(contract)) return contract
  return pathFrom(folder, resolve(home, contract))
}

const pathFrom = (folder: string, file: string): string => {
  const path = relative(folder, file)
  return path.startsWith('.') ? path : `./${path}`
}

const parsed = async (file: string): Promise<unknown> => {
  try {
    return await evaluate(file)
  } catch (error) {
    const [said = '', ...more] = messageOf(error).split('\n')
    if (!isSyntax(error, file)) throw new UsageError(`${file} could not be run: ${said}${importAdvice(said)}`)
    const why = said.replace(`${file}: `, '').replace(/^ParseError: /, '')
    throw new UsageError(`${file}${placeIn(file, said, more)} does not parse: ${why.trim()}`)
  }
}

/** What throws while it runs was read well; a file of JSON runs nothing. */
const isSyntax = (error: unknown, file: string): boolean =>
  extname(file) === '.json' ||
  (isObject(error) && error['name'] === 'SyntaxError') ||
  messageOf(error).startsWith('ParseError')

/** `:line:column`, where the parser tells the place. */
const placeIn = (file: string, said: string, more: readonly string[]): string => {
  const told = more.map((line) => line.trim()).find((line) => line.startsWith(`${file}:`))
  if (told !== undefined) return told.slice(file.length)
  const position = / at position (\d+)/.exec(said)?.[1]
  if (position === undefined) return ''
  const before = readFileSync(file, 'utf8').slice(0, Number(position)).split('\n')
  return `:${before.length}:${(before.at(-1) ?? '').length + 1}`
}

/** Names of the package that a configuration may well use without importing them. */
const importAdvice = (said: string): string => {
  const name = /^(secret|defineConfig) is not defined$/.exec(said)?.[1]
  return name === undefined ? '' : `. Import it: import { ${name} } from 'assay'`
}

const checked = (config: unknown, file: string): Config => {
  if (!isObject(config))
    throw new UsageError(`${file} does not export a configuration object: write export default defineConfig({ … }).`)
  const rules = brokenRules(config)
  if (rules.length === 1) throw new UsageError(`${file}: ${rules[0]}`)
  if (rules.length > 1) throw new UsageError(`${file}:\n${rules.map((rule) => `  ${rule}`).join('\n')}`)
  return config as Config
}
