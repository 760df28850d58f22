/** Requirement ids in few words: `create/request/total/{required, type}`, and `*` where several operations share the rest. */
export const compact = (ids: readonly string[], operations: readonly string[]): readonly string[] => {
  const places = grouped(ids, (id) => cutAt(id.lastIndexOf('/'), id))
  const written = [...places].map(([place, ends]) =>
    ends.length === 1 ? `${place}/${ends[0]}` : `${place}/{${ends.join(', ')}}`,
  )
  const rests = grouped(written, (id) => {
    const [operation = ''] = id.split('/')
    return operations.includes(operation) ? [id.slice(operation.length + 1), operation] : [id, '']
  })
  return [...rests].map(([rest, of]) => {
    const [first = ''] = of
    if (of.length > 1) return `*/${rest} (${of.length} operations)`
    return first === '' ? rest : `${first}/${rest}`
  })
}

const cutAt = (index: number, id: string): readonly [string, string] => [id.slice(0, index), id.slice(index + 1)]

const grouped = (
  all: readonly string[],
  split: (one: string) => readonly [string, string],
): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, readonly string[]>()
  for (const id of all) {
    const [key, member] = split(id)
    groups.set(key, [...(groups.get(key) ?? []), member])
  }
  return groups
}
