import { ContractError } from '../contract-error.ts'
import { positionOf } from '../schema/position.ts'

/** Something that is wrong with a file, and where. */
export type Problem = { readonly path: readonly (string | number)[]; readonly message: string }

/** So many are reported at once. */
const most = 10

/** @throws ContractError naming the first places that are wrong, by line and column */
export const assertNone = (
  problems: readonly Problem[],
  { location, text }: { readonly location: string; readonly text: string },
): void => {
  if (problems.length === 0) return
  const lines = problems.map(({ path, message }) => {
    const { line, column } = positionOf(text, path)
    return `${location}:${line}:${column}: ${message}`
  })
  throw new ContractError([...new Set(lines)].slice(0, most).join('\n'))
}

/** `workflows[0].steps[1].operationId` */
export const placeText = (path: Problem['path']): string =>
  path.reduce<string>(
    (text, step) => (/^\d+$/.test(String(step)) ? `${text}[${step}]` : text === '' ? String(step) : `${text}.${step}`),
    '',
  ) || 'the document'
