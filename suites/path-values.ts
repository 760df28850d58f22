import type { Operation } from '../contracts/contract.ts'
import { patternFor, percentDecoded } from '../core/escapes.ts'
import type { WireRequest } from '../core/exchange.ts'
import { oncePer } from '../core/once-per.ts'

/** The values of an operation's path parameters in a request, as they were before they were escaped. */
export const pathValues = (operation: Operation, { path }: WireRequest): Readonly<Record<string, string>> => {
  const { pattern, names } = templateOf(operation)
  const values = pattern.exec(path.replace(/[?#].*$/, ''))
  if (!values) return {}
  return Object.fromEntries(names.map((name, index) => [name, percentDecoded(values[index + 1] ?? '')]))
}

const templateOf = oncePer(({ path }: Operation) => {
  const parts = path.replace(/[?#].*$/, '').split(/\{([^}]+)\}/)
  const pattern = parts.map((part, index) => (index % 2 === 0 ? patternFor(part) : '([^/]*)'))
  return { pattern: new RegExp(`^${pattern.join('')}$`), names: parts.filter((_, index) => index % 2 === 1) }
})
