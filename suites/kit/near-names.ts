/**
 * Names that nobody gave to anything, each nearly the one that was given: whoever looks at its beginning only, or keeps less of
 * it than it has, takes them for it. The last character is another one in the form of the name's own, and one that stands for
 * other bits where names are bytes in Base64, of whose last character some bits count for nothing.
 */
export const nearNames = (name: string): readonly string[] => {
  const last = name.at(-1) ?? ''
  const other = isHex(name) ? otherIn(hex, last, 8) : otherIn(base64, last, 32)
  return [
    ...(name.length > shortest ? [name.slice(0, -2)] : []),
    ...(other !== undefined && name.length > shortest ? [`${name.slice(0, -1)}${other}`] : []),
  ]
}

/**
 * The name in the other case: nobody gave it to anything, though no document says that case counts. Undefined of what is the
 * same in either case, as numbers and bytes in hexadecimal are.
 */
export const otherCase = (name: string): string | undefined => {
  const other = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase()
  return other === name || isHex(name.toLowerCase()) ? undefined : other
}

/** Of short names the near ones may well have been given to other things. */
const shortest = 15

const hex = '0123456789abcdef'
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

const isHex = (name: string): boolean => /^[0-9a-f-]+$/.test(name)

const otherIn = (all: string, character: string, by: number): string | undefined => {
  const place = all.indexOf(character)
  return place < 0 ? undefined : all[place ^ by]
}
