import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** From the outside in: whoever stands higher may know those that stand lower, and never the other way round. */
export const rows: readonly (readonly string[])[] = [
  ['cli'],
  ['certify'],
  ['suites', 'reference', 'mutants', 'reports'],
  ['generators', 'checks', 'target'],
  ['contracts'],
  ['core'],
]

/** One file of the code that imports another; both relative to the root. */
export type Import = { readonly from: string; readonly to: string }

/** Every import of one file of the code by another, of types too. */
export const imports = (): readonly Import[] =>
  rows
    .flat()
    .flatMap(filesIn)
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export)\b[^']*?from '(\.[^']+)'/gm)].map(
        ([, name = '']) => ({ from: file, to: relative(root, join(root, dirname(file), name)) }),
      ),
    )

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort()

/** The files of each circle: those that lead back to themselves over their imports. */
export const circles = (all: readonly Import[]): readonly (readonly string[])[] => {
  const next = new Map<string, string[]>()
  for (const { from, to } of all) next.set(from, [...(next.get(from) ?? []), to])
  const reach = (file: string): ReadonlySet<string> => {
    const seen = new Set<string>()
    const waiting = [file]
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop())
      for (const to of next.get(one) ?? []) {
        if (seen.has(to)) continue
        seen.add(to)
        waiting.push(to)
      }
    return seen
  }
  const reached = new Map([...next.keys()].map((file) => [file, reach(file)]))
  const inCircle = [...reached].filter(([file, seen]) => seen.has(file)).map(([file]) => file)
  const ofEach = inCircle.map((file) =>
    inCircle.filter((other) => reached.get(file)?.has(other) && reached.get(other)?.has(file)),
  )
  return [...new Map(ofEach.map((files) => [files.join(), files])).values()]
}
