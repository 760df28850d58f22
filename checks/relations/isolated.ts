import type { Isolated } from '../../contracts/relations/relation.ts'
import { at, brief, isList, isObject, type Json, type Path, pointer } from '../../core/json.ts'
import type { RelationResult } from './relation-result.ts'

/** A text in a document, and where. */
type Shown = { readonly text: string; readonly at: Path }

/** Whether any text that a reply shows is known to be another one's; nothing is reported where it shows none to compare. */
export const isolated = (
  { facet, what, members }: Isolated,
  {
    reply,
    place,
    isForeign,
  }: { readonly reply: Json | undefined; readonly place: Path; readonly isForeign: (text: string) => boolean },
): readonly RelationResult[] => {
  const all = textsIn(members, at(reply, place), place)
  if (all.length === 0) return []
  const foreign = all.find(({ text }) => isForeign(text))
  if (!foreign) return [{ kind: 'passed', facet }]
  const finding = {
    message: `The reply shows what was written for another ${what}`,
    at: pointer(foreign.at),
    expected: `nothing of another ${what}`,
    received: brief(foreign.text),
  }
  return [{ kind: 'failed', facet, finding }]
}

/** The texts by which what was written is known again: no two things have one of these by chance. */
export const textsIn = (members: readonly string[], value: Json | undefined, place: Path = []): readonly Shown[] => {
  const found: Shown[] = []
  // One path for all: of the values of a long list, few are texts that are looked for.
  const path = [...place]
  const look = (one: Json | undefined): void => {
    if (typeof one === 'string') {
      if (members.includes(String(path.at(-1))) && isTelling(one)) found.push({ text: one, at: [...path] })
    } else if (isList(one))
      for (let index = 0; index < one.length; index += 1) {
        path.push(index)
        look(one[index])
        path.pop()
      }
    else if (isObject(one))
      for (const name of Object.keys(one)) {
        path.push(name)
        look(one[name])
        path.pop()
      }
  }
  look(value)
  return found
}

/** Twelve characters, eight of them different ones: no row of one letter, no date, no state. */
const isTelling = (text: string): boolean => text.length >= 12 && new Set(text).size >= 8
