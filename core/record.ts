/** An object with a value for each of the keys. */
export const recordOf = <Key extends string, Value>(
  keys: readonly Key[],
  value: (key: Key) => Value,
): Record<Key, Value> => Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>

/** The keys of an object that was written here, and so has none but those of its type. */
export const keysOf = <Key extends string>(record: { readonly [key in Key]?: unknown }): readonly Key[] =>
  Object.keys(record) as Key[]
