import type { Input, Workflow } from '../../contracts/workflows/workflow.ts'
import { isList, isObject, type Json } from '../../core/json.ts'
import { drawWith } from '../../generators/draw.ts'
import { soundSample } from '../../generators/valid/sound.ts'
import { typed } from '../../generators/valid/valid.ts'
import { fixtureValue, ownValue, type Providers } from '../fixtures.ts'
import type { Session } from '../session.ts'
import { filled, isTemplate } from '../supply.ts'
import type { Values } from './scope.ts'

/** The values that a workflow runs with, or why it cannot. */
export type Inputs =
  | { readonly kind: 'values'; readonly values: Values; readonly madeUp: ReadonlySet<string> }
  | { readonly kind: 'lacks'; readonly reason: string }

type Wanted = {
  readonly caseId: string
  readonly providers: Providers
  /** What a step that calls the workflow hands over. */
  readonly given: Values
}

/** Each input: what is handed over, else its fixture, else its default, else made at the target, else drawn. */
export const inputsOf = async (session: Session, workflow: Workflow, wanted: Wanted): Promise<Inputs> => {
  const values: Record<string, Json | undefined> = {}
  const madeUp = new Set<string>()
  for (const input of workflow.inputs) {
    const found = await valueFor(session, workflow, { input, wanted })
    if (found.kind === 'lacks' && input.required) return found
    if (found.kind === 'lacks') continue
    values[input.name] = withOwnToken(session, `${wanted.caseId}/${input.name}`, found.value)
    if (found.isMadeUp && !input.isAny) madeUp.add(input.name)
  }
  return { kind: 'values', values, madeUp }
}

type Found =
  | { readonly kind: 'value'; readonly value: Json; readonly isMadeUp: boolean }
  | { readonly kind: 'lacks'; readonly reason: string }

const valueFor = async (
  session: Session,
  workflow: Workflow,
  { input, wanted }: { readonly input: Input; readonly wanted: Wanted },
): Promise<Found> => {
  const known = (value: Json): Found => ({
    kind: 'value',
    value: input.drawn ? typed(value, input.drawn.node.schemas.fair) : value,
    isMadeUp: false,
  })
  const { name, fixture } = input
  const given = wanted.given[name]
  if (given !== undefined) return known(given)
  const { providers, caseId } = wanted
  const own = await ownValue(session, { name: fixture, key: `${caseId}/${name}`, providers })
  if (own) return 'value' in own ? known(own.value) : { kind: 'lacks', reason: own.reason }
  const value = session.spec.fixtures[fixture] ?? input.default ?? (await fixtureValue(session, fixture, providers))
  if (value !== undefined) return known(value)
  const reason = `needs ${input.description ?? `the input ${name} of the workflow ${workflow.id}`}: give --fixture ${fixture}=…`
  if (!input.drawn || input.mustExist) return { kind: 'lacks', reason }
  const { node, judge, schema } = input.drawn
  const drawn = soundSample(node, drawWith(session.words, { numbers: 'plain', judge }), {
    judge,
    schema,
    seed: session.seed(caseId, name),
  })
  return drawn.kind === 'value' ? { ...drawn, isMadeUp: true } : { kind: 'lacks', reason }
}

/** `{unique}` in a text becomes a token that no other run of a workflow has. */
const withOwnToken = (session: Session, key: string, value: Json): Json => {
  if (typeof value === 'string')
    return isTemplate(value) ? filled(value, session.tagOf(key.slice(0, key.lastIndexOf('/'))), key) : value
  if (isList(value)) return value.map((one) => withOwnToken(session, key, one))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withOwnToken(session, key, one)]))
}
