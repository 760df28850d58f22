import { isList, isObject, type Json, type Path, parsedJson } from './json.ts'

type Frame = { readonly names: Set<string> | undefined; step: string | number; isKey: boolean }

/**
 * The first member that stands twice in an object of a JSON text, with names compared as they read: `a` is `\u0061`.
 * The text parses; of two such members readers take the first, the last, or neither.
 */
export const memberTwice = (text: string, value: Json = parsedJson(text)): Path | undefined =>
  // Of members that are named alike only one is in the value. Seldom there are any, and to find them takes long.
  namedIn(text) === membersOf(value) ? undefined : firstTwice(text)

/** How many members the text names: a colon outside of its strings follows each name, mostly at once. */
const namedIn = (text: string): number => (/\s:/.test(text) ? colonsIn(text) : closedNamesIn(text))

/** Of names that their colons follow at once: a quote within a string stands behind a backslash. */
const closedNamesIn = (text: string): number => {
  let count = 0
  for (let place = text.indexOf('":'); place >= 0; place = text.indexOf('":', place + 1))
    if (!isEscaped(text, place)) count += 1
  return count
}

const isEscaped = (text: string, place: number): boolean => {
  let slashes = 0
  while (text[place - 1 - slashes] === '\\') slashes += 1
  return slashes % 2 === 1
}

const colonsIn = (text: string): number => {
  let count = 0
  let inString = false
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place)
    if (inString) {
      if (code === backslash) place += 1
      else if (code === quote) inString = false
    } else if (code === quote) inString = true
    else if (code === colon) count += 1
  }
  return count
}

const [quote, backslash, colon] = [...'"\\:'].map((one) => one.charCodeAt(0))

const membersOf = (value: Json): number => {
  let count = 0
  if (isList(value)) for (const element of value) count += membersOf(element)
  else if (isObject(value))
    for (const member of Object.values(value)) count += typeof member === 'object' ? 1 + membersOf(member) : 1
  return count
}

const firstTwice = (text: string): Path | undefined => {
  const open: Frame[] = []
  for (let place = 0; place < text.length; place += 1) {
    const top = open.at(-1)
    switch (text[place]) {
      case '{':
        open.push({ names: new Set(), step: '', isKey: true })
        break
      case '[':
        open.push({ names: undefined, step: 0, isKey: false })
        break
      case '}':
      case ']':
        open.pop()
        break
      case ',':
        if (top?.names) top.isKey = true
        else if (typeof top?.step === 'number') top.step += 1
        break
      case '"': {
        const end = endOfString(text, place)
        if (top?.names && top.isKey) {
          const name = nameIn(text.slice(place, end + 1))
          top.step = name
          top.isKey = false
          if (top.names.has(name)) return open.map(({ step }) => step)
          top.names.add(name)
        }
        place = end
      }
    }
  }
  return undefined
}

/** Where the quote stands that ends the string that begins at `start`. */
const endOfString = (text: string, start: number): number => {
  for (let place = text.indexOf('"', start + 1); place >= 0; place = text.indexOf('"', place + 1))
    if (!isEscaped(text, place)) return place
  return text.length
}

const nameIn = (quoted: string): string => (quoted.includes('\\') ? JSON.parse(quoted) : quoted.slice(1, -1))
