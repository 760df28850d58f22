import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseAst } from 'vitest/node'
import { rows } from '../scripts/architecture/imports.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const files = rows
  .flat()
  .flatMap((folder) => readdirSync(join(root, folder), { withFileTypes: true, recursive: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .sort()

/** Where what others made comes in, or what a library says nothing of: only there a type is claimed and not proven. */
const borders: readonly string[] = [
  'cli/arguments.ts',
  'cli/check-config.ts',
  'cli/choose-target.ts',
  'cli/commands/run.ts',
  'cli/commands/shared.ts',
  'cli/contract-run.ts',
  'cli/environment.ts',
  'cli/folder-lock.ts',
  'cli/init/ask.ts',
  'cli/load-config.ts',
  'cli/own-files.ts',
  'cli/package-info.ts',
  'cli/read-baseline.ts',
  'cli/resolve-connection.ts',
  'cli/resolve-target.ts',
  'cli/run-suites.ts',
  'contracts/assert-schemas.ts',
  'contracts/workflows/json-path.ts',
  'core/bounded.ts',
  'core/record.ts',
  'mutants/proxy.ts',
  'reference/dkhardware/acts/create-order.ts',
  'reference/dkhardware/acts/get-order-status.ts',
  'reference/dkhardware/acts/request-payment.ts',
  'reference/engine/listen.ts',
  'reference/ocapi-shop/acts/update-order.ts',
  'reports/vitest-reporter.ts',
  'suites/once.ts',
  'suites/supply.ts',
  'target/auth/oauth2.ts',
  'target/auth/own-function.ts',
  'target/receiver.ts',
  'target/send.ts',
]

/** They may only become fewer. */
const mostCasts = 51

type Syntax = {
  readonly type?: string
  readonly typeAnnotation?: Syntax
  readonly typeName?: Syntax
  readonly name?: string
}

/** How often a text claims a type: `as`, but for `as const`, and a `!` behind a value. */
const castsIn = (text: string): number => {
  const count = (node: unknown): number => {
    if (typeof node !== 'object' || node === null) return 0
    const inner = Object.values(node).reduce<number>((sum, one) => sum + count(one), 0)
    return inner + (isCast(node) ? 1 : 0)
  }
  return count(parseAst(text, { lang: 'ts' }).body)
}

const isCast = ({ type, typeAnnotation }: Syntax): boolean =>
  type === 'TSNonNullExpression' ||
  type === 'TSTypeAssertion' ||
  (type === 'TSAsExpression' && typeAnnotation?.typeName?.name !== 'const')

test.each([
  ['a claim', 'const one = two as string', 1],
  ['a claim in two steps', 'const one = two as unknown as string', 2],
  ['a value that is said to be there', 'const one = two!.three', 1],
  ['what is written as it is', "const one = ['two'] as const", 0],
  ['another name for an import', "import { one as two } from './one.ts'", 0],
  ['a type that is proven', 'const one = { two: 3 } satisfies Two', 0],
])('%s is counted as it is', (_, text, casts) => {
  expect(castsIn(text)).toBe(casts)
})

test('types are claimed at the borders only, and ever less often', () => {
  const casts = files.map((file) => ({ file, count: castsIn(readFileSync(join(root, file), 'utf8')) }))
  const claiming = casts.filter(({ count }) => count > 0)
  expect(claiming.map(({ file }) => file)).toEqual([...borders].sort())
  expect(claiming.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(mostCasts)
})

/** Lines of the longest file that is more than a table. */
const longest = 300

test('no file is longer than one can take in', () => {
  const long = files
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > longest)
  expect(long).toEqual([])
})
