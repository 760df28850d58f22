import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import type { Path } from '../../core/json.ts'

/** Where a value stands in a text; both count from 1. */
export type Position = { readonly line: number; readonly column: number }

/**
 * Where the member or element at `path` begins in a YAML or JSON text: at its name, where it has one. Of a path that
 * leads nowhere, where it was lost.
 */
export const positionOf = (text: string, path: Path): Position => {
  const lines = new LineCounter()
  const document = parseDocument(text, { merge: true, lineCounter: lines })
  let offset = 0
  let node: unknown = document.contents
  for (const step of path) {
    const found = stepInto(resolved(node), String(step))
    if (!found) break
    offset = found.offset
    node = found.node
  }
  const { line, col } = lines.linePos(offset)
  return { line, column: col }

  function resolved(one: unknown): unknown {
    return isAlias(one) ? one.resolve(document) : one
  }

  function stepInto(parent: unknown, step: string): { readonly offset: number; readonly node: unknown } | undefined {
    if (isSeq(parent)) {
      const element = parent.items[Number(step)]
      return element === undefined ? undefined : { offset: startOf(element), node: element }
    }
    if (!isMap(parent)) return undefined
    const own = parent.items.find(({ key }) => nameOf(key) === step)
    if (own) return { offset: startOf(own.key), node: own.value }
    return mergedInto(parent).flatMap((one) => stepInto(resolved(one), step) ?? [])[0]
  }

  /** What `<<` brings in. */
  function mergedInto(parent: YAMLMap): readonly unknown[] {
    return parent.items
      .filter(({ key }) => nameOf(key) === '<<')
      .flatMap(({ value }) => {
        const merged = resolved(value)
        return isSeq(merged) ? merged.items : [merged]
      })
  }
}

const nameOf = (key: unknown): string => String(isScalar(key) ? (key.source ?? key.value) : key)

const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0)
