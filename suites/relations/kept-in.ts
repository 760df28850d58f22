/** So many things are remembered at once; those that were met first are forgotten. */
const mostKept = 2_000

export const keptIn = <Value>(map: Map<string, Value>, name: string, make: () => Value): Value => {
  const known = map.get(name)
  if (known !== undefined) return known
  const made = make()
  map.set(name, made)
  const [first] = map.size > mostKept ? map.keys() : []
  if (first !== undefined) map.delete(first)
  return made
}
