import type { SchemaNode } from '../contracts/schema/node.ts'
import type { Json } from '../core/json.ts'
import { oncePer } from '../core/once-per.ts'
import type { Draw } from './draw.ts'
import { edgesOf } from './edges.ts'

type Drawing = { readonly draw: Draw }

/** What is drawn holds all that is optional. */
export const withAll = oncePer(
  <Context extends Drawing>(context: Context): Context => drawing(context, { optional: 'all' }),
)

/**
 * What is drawn holds all that is optional, and each number is the least that may be: whoever asks for a member only where
 * there is more than one of something is not seen amid other numbers.
 */
export const amidLeast = oncePer((root: SchemaNode) => {
  const least = leastNumbers(root)
  return oncePer(
    <Context extends Drawing>(context: Context): Context =>
      drawing(context, { optional: 'all', set: new Map([...least, ...context.draw.set]) }),
  )
})

/** Not where that is nothing: whoever refuses 0 would be held to have refused what is left out. */
const leastNumbers = (root: SchemaNode): readonly (readonly [string, Json])[] =>
  edgesOf(root).flatMap(({ place, keyword, value }) =>
    keyword === 'minimum' && Number(value) > 0 ? [[place, value] as const] : [],
  )

/** What must differ between elements is the same in some that differ otherwise, too: lists are drawn with several. */
export const ofSeveral = <Context extends Drawing>(
  { keyword }: { readonly keyword: string },
  context: Context,
): Context => (keyword === 'x-assay-unique-by' ? drawing(context, { elements: 3 }) : context)

const drawing = <Context extends Drawing>(context: Context, more: Partial<Draw>): Context => ({
  ...context,
  draw: { ...context.draw, ...more },
})
