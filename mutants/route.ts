import type { Contract, Operation } from '../contracts/contract.ts'
import { patternFor, percentDecoded } from '../core/escapes.ts'

export type Route = {
  /** Of the method and the path. */
  readonly operation?: Operation
  /** All that have this path, whatever their method. */
  readonly atPath: readonly Operation[]
  /** Path parameters as they stand in the path, decoded. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Finds the operation of a request. Where the paths of the contract begin at the service does not matter. */
export const routesOf = ({ operations }: Contract): ((method: string, path: string) => Route) => {
  const templates = [...new Set(operations.map(({ path }) => path))].map(readTemplate).toSorted(byExactness)
  return (method, path) => {
    const [plain = ''] = path.split('?')
    for (const { template, pattern, names } of templates) {
      const found = pattern.exec(plain)
      if (!found) continue
      const atPath = operations.filter((one) => one.path === template)
      const operation = atPath.find((one) => one.method === method)
      const parameters = Object.fromEntries(names.map((name, index) => [name, percentDecoded(found[index + 1] ?? '')]))
      return { ...(operation ? { operation } : {}), atPath, parameters }
    }
    return { atPath: [], parameters: {} }
  }
}

type Template = { readonly template: string; readonly pattern: RegExp; readonly names: readonly string[] }

const parameter = /\{([^}]+)\}/g

const readTemplate = (template: string): Template => ({
  template,
  pattern: new RegExp(`${template.split(parameter).map(inPattern).join('')}$`),
  names: [...template.matchAll(parameter)].map(([, name]) => name ?? ''),
})

/** `split` leaves names of parameters at the odd places. */
const inPattern = (part: string, place: number): string => (place % 2 === 1 ? '([^/]+)' : patternFor(part))

/** Longer ones first, and of these the ones with fewer parameters. */
const byExactness = (one: Template, other: Template): number =>
  other.template.split('/').length - one.template.split('/').length || one.names.length - other.names.length
