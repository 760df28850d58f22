import type { BodySpec } from '../../contracts/contract.ts'
import { nodeAt, type SchemaNode } from '../../contracts/schema/node.ts'
import { typesOf } from '../../contracts/schema/schema.ts'
import type { Path } from '../../core/json.ts'

/**
 * The JSON text with its numbers written otherwise, one with an exponent and the next with a zero at its end. Whole
 * numbers stay as they are but where a number of any kind may stand: many a reader takes an integer in digits only.
 */
export const withOtherNumbers = (
  text: string,
  body: Pick<BodySpec, 'node' | 'forms'> | undefined,
  first: 'exponent' | 'zero' = 'exponent',
): string => {
  const open: Level[] = []
  let written = first === 'exponent' ? 0 : 1
  const step = (): void => {
    const level = open.at(-1)
    if (level?.kind === 'list') level.index += 1
  }
  return text.replace(token, (one, quoted: string | undefined, number: string | undefined) => {
    const level = open.at(-1)
    if (one === '{') open.push({ kind: 'object', name: undefined })
    else if (one === '[') open.push({ kind: 'list', index: 0 })
    else if (one === '}' || one === ']') open.pop()
    else if (one === ',') {
      step()
      if (level?.kind === 'object') level.name = undefined
    } else if (quoted !== undefined && level?.kind === 'object' && level.name === undefined) {
      level.name = JSON.parse(quoted)
    } else if (number !== undefined && (number.includes('.') || isOfAnyKind(nodeOf(pathOf(open), body)))) {
      written += 1
      return written % 2 === 1 ? withExponent(number) : withZero(number)
    }
    return one
  })
}

/** Where in the text a reader stands: the member of an object, or the element of a list. */
type Level = { readonly kind: 'object'; name: string | undefined } | { readonly kind: 'list'; index: number }

const token = /("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?![\d.eE]))|[{}[\],]/g

const pathOf = (open: readonly Level[]): Path =>
  open.map((level) => (level.kind === 'list' ? level.index : (level.name ?? '')))

/** What a body is wrapped in, where the documents leave that open, is no part of its schema. */
const nodeOf = (path: Path, body: Pick<BodySpec, 'node' | 'forms'> | undefined): SchemaNode | undefined => {
  const isWrapped = body?.forms?.some(({ member }) => member === path[0]) === true
  return nodeAt(body?.node, isWrapped ? path.slice(1) : path)
}

/** Whether a number with a fraction may stand there. */
export const isOfAnyKind = (node: SchemaNode | undefined): boolean =>
  node !== undefined && typesOf(node.schemas.strict)?.includes('number') === true

/** 12.5 is 125E-1, and 3 is 30E-1: no digits are gained behind the point that were not there. */
const withExponent = (number: string): string => {
  const [whole = '', fraction = '0'] = number.split('.')
  const digits = `${whole}${fraction}`.replace(/^(-?)0+(?=\d)/, '$1')
  return `${digits}E-${fraction.length}`
}

const withZero = (number: string): string => (number.includes('.') ? `${number}0` : `${number}.0`)
