import { readAddress } from '../core/address.ts'
import { matchesGlob } from '../core/glob.ts'
import type { Requirement } from '../core/requirement.ts'
import { casesNamed } from './cases-named.ts'
import type { Asked } from './prepare.ts'
import type { RunFlags } from './run-flags.ts'
import { UsageError } from './usage-error.ts'

type Wanted = Pick<RunFlags, 'only' | 'grep' | 'workflow' | 'allowRef'> & {
  /** The contracts were named: one of which nothing is wanted is a mistake, and not left out. */
  readonly isNamed: boolean
}

/**
 * Each contract with what is wanted of it: by globs of ids, cases, addresses of findings, or a text to look for.
 *
 * @throws UsageError where something is asked for that does not exist: it must not end in an empty green run
 */
export const narrowed = async (
  all: readonly Asked[],
  { only, grep, isNamed, ...reach }: Wanted,
): Promise<readonly Asked[]> => {
  const names = only.map((one) => readAddress(one).id)
  const pattern = grep === undefined ? undefined : patternOf(grep)
  if (names.length === 0 && !pattern) return all
  const found: { readonly asked: Asked; readonly names: readonly string[] }[] = []
  for (const asked of all) {
    const { requirements } = asked.contract
    const globs = names.filter((glob) => requirements.some(({ id }) => matchesGlob(glob, id)))
    const rest = names.filter((name) => !globs.includes(name))
    const cases = rest.length === 0 ? [] : await casesNamed(asked, { names: rest, globs, ...reach })
    const about = cases.filter(({ id }) => rest.includes(id)).flatMap(({ about }) => about)
    const ids = [...new Set([...globs, ...about])]
    found.push({
      asked: {
        ...asked,
        only: pattern ? grepped(requirements, { ids, pattern }) : ids,
        ...(cases.length > 0 ? { cases: cases.map(({ id }) => id) } : {}),
      },
      names: [...globs, ...cases.map(({ id }) => id)],
    })
  }
  const of = all.map(({ contract }) => contract.id).join(', ')
  const lost = names.find((name) => found.every((one) => !one.names.includes(name)))
  if (lost !== undefined)
    throw new UsageError(
      `--only '${lost}' matches no requirement and no case of ${of}; assay list ${all.length === 1 ? of : ''} shows them.`.replace(
        'list  shows',
        'list shows',
      ),
    )
  const wanted = found.filter(({ asked }) => (asked.only ?? []).length > 0).map(({ asked }) => asked)
  const empty = found.find(({ asked }) => !wanted.includes(asked))
  if (wanted.length === 0 || (isNamed && empty))
    throw new UsageError(
      `${pattern ? `--grep '${grep}'` : '--only'} matches no requirement of ${isNamed && empty ? empty.asked.contract.id : of}; assay list shows them.`,
    )
  return wanted
}

/** In any case, as a text that is typed to find something. */
const patternOf = (text: string): RegExp => {
  try {
    return new RegExp(text, 'iu')
  } catch {
    throw new UsageError(`--grep '${text}' is no regular expression.`)
  }
}

const grepped = (
  requirements: readonly Requirement[],
  { ids, pattern }: { readonly ids: readonly string[]; readonly pattern: RegExp },
): readonly string[] =>
  requirements
    .filter(({ id }) => ids.length === 0 || ids.some((glob) => matchesGlob(glob, id)))
    .filter(({ id, title }) => pattern.test(id) || pattern.test(title))
    .map(({ id }) => id)
