import fc from 'fast-check'
import { isAccepted } from '../../checks/answer.ts'
import type { Parameter } from '../../contracts/contract.ts'
import { parameterPlace } from '../../contracts/requirements/facets.ts'
import { numberAt } from '../../contracts/schema/schema.ts'
import { type Evidence, inconclusive, passed, untested } from '../../core/finding.ts'
import type { Json } from '../../core/json.ts'
import { drawn } from '../../generators/drawn.ts'
import { applied } from '../../generators/mutations/apply.ts'
import { isUnbreakable } from '../../generators/mutations/mutation.ts'
import { mutations } from '../../generators/mutations/mutations.ts'
import { valid } from '../../generators/valid/valid.ts'
import { asWarning, type BaselineRequests, noteStatus, refusedValid, type Tried } from '../baseline-requests.ts'
import type { Conversation } from '../conversation.ts'
import { judgeRefusal, statusFacet } from '../refusal.ts'
import type { Call } from '../request.ts'
import { unheldReason } from '../twin.ts'
import { drawFor, faultIn } from '../valid-call.ts'
import { baselineRequests, type Case, type CaseContext, talk } from './case.ts'

/** Each parameter left out, broken in each documented way, and at its bounds. */
export const parameterCases = (context: CaseContext): readonly Case[] =>
  context.operation.parameters.flatMap((parameter) => [
    ...presenceCases(context, parameter),
    ...brokenCases(context, parameter),
    ...spellingCases(context, parameter),
    ...edgeCases(context, parameter),
  ])

const presenceCases = (context: CaseContext, parameter: Parameter): readonly Case[] => {
  if (parameter.in === 'path') return []
  const place = parameterPlace(parameter)
  const keyword = parameter.required ? 'required' : 'optional'
  const without = (call: Call): Call => {
    const { [place]: _, ...parameters } = call.parameters
    return { ...call, parameters }
  }
  const what = `A request without ${place}`
  if (parameter.required)
    return [refusedCase(context, parameter, { keyword, calls: [['left out', without]], what: () => what })]
  return [
    talk(context, {
      kind: 'parameter',
      facet: `parameter/${place}/${keyword}`,
      title: `${place} left out`,
      about: [`request/${place}/${keyword}`],
      run: async (conversation) => {
        const { accepted, reason } = await baselineRequests(context)
        const requirement = context.session.id(`${context.operation.id}/request/${place}/${keyword}`)
        if (!accepted) return conversation.note(inconclusive(requirement, reason))
        const exchange = await conversation.send(without(accepted.call))
        if (isAccepted(exchange)) return conversation.note(passed(requirement, exchange.id))
        const evidence = refusedValid(conversation, { exchange, requirement, what })
        conversation.note(parameter.node.required.fair ? asWarning(evidence, parameter.node.ambiguities) : evidence)
      },
    }),
  ]
}

/** Header and query values are text on the wire, so only what text can break is broken. */
const breakable = [
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'enum',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'type',
]

const brokenCases = (context: CaseContext, parameter: Parameter): readonly Case[] => {
  const place = parameterPlace(parameter)
  const schema = parameter.node.schemas.strict
  return mutations
    .filter(({ keyword }) => breakable.includes(keyword) && keyword in schema)
    .flatMap(({ keyword, violate }) => {
      const candidates = violate(schema)
      if (isUnbreakable(candidates)) return []
      const values = candidates
        .map(({ value }) => sendable(applied(null, [], drawn(value, 1)), parameter))
        .filter(
          (value) => isBrokenText(value, keyword, parameter) && isBrokenOnly(context, parameter, { value, keyword }),
        )
        .slice(0, 2)
      const calls = values.map((value): readonly [string, (call: Call) => Call] => [
        typeof value === 'string' && value.length > 40 ? `${value.length} characters` : JSON.stringify(value),
        (call) => ({ ...call, parameters: { ...call.parameters, [place]: value } }),
      ])
      return calls.length > 0
        ? [refusedCase(context, parameter, { keyword, calls, what: (label) => `${place} ${label}` })]
        : []
    })
}

/** No header is sure to carry more than ASCII. */
const sendable = (value: Json, { in: where }: Parameter): Json =>
  where === 'header' && typeof value === 'string' ? value.replaceAll(/[^ -~]/g, 'x') : value

/** A number that was made text is no broken string, and an empty path segment is another path. */
const isBrokenText = (value: Json, keyword: string, { in: where, node }: Parameter): boolean => {
  if (where === 'path' && (value === '' || value === null)) return false
  if (typeof value === 'object') return false
  const types = [node.schemas.strict['type']].flat()
  // One text is a list of one, too.
  if (types.includes('array') || types.includes('object')) return false
  if (types.includes('string')) return typeof value === 'string'
  // What stands for true and false in a body as text is true and false in a parameter.
  if (types.includes('boolean') && /^(?:true|false)$/i.test(String(value))) return false
  return keyword === 'type' ? typeof value === 'string' && Number.isNaN(Number(value)) : typeof value === 'number'
}

const isBrokenOnly = (
  { session }: CaseContext,
  { node }: Parameter,
  { value, keyword }: { readonly value: Json; readonly keyword: string },
): boolean => {
  const said = session.contract.judge('strict', node.schemas.strict, value)
  return said.length > 0 && said.every((one) => one.keyword === keyword)
}

/**
 * A whole number in a path, written as careless readers read it all the same: the accepted value is what they take it
 * for. Signs, blanks and zeros before it are left to whoever reads numbers. A `number` is a whole number like any other:
 * who takes every other takes it for what it is.
 */
const spellings = (value: string): readonly (readonly [string, 'outside' | 'between' | 'number'])[] => [
  [`${value}abc`, 'outside'],
  [`${value}.5`, 'outside'],
  [`-${value}`, 'outside'],
  [`${value}e0`, 'outside'],
  [`0x${Number(value).toString(16)}`, 'outside'],
  [`${value}/x`, 'outside'],
  [`${value};x=1`, 'between'],
  [`${value},${value}`, 'outside'],
  [String(BigInt(value) + 2n ** 32n), 'number'],
  [String(BigInt(value) + 2n ** 64n), 'number'],
  [`+${value}`, 'between'],
  [`0${value}`, 'between'],
  [` ${value}`, 'between'],
]

/** So far from what exists, hardly anything else does. */
const unlikely = 987_654_321

const spellingCases = (context: CaseContext, parameter: Parameter): readonly Case[] => {
  const { session, operation } = context
  const types = [parameter.node.schemas.strict['type']].flat()
  if (parameter.in !== 'path' || types.join() !== 'integer') return []
  const place = parameterPlace(parameter)
  return [
    talk(context, {
      kind: 'parameter',
      facet: `parameter/${place}/type/further`,
      title: `${place} in other spellings`,
      about: [`request/${place}/type`],
      run: async (conversation) => {
        const requirement = session.id(`${operation.id}/request/${place}/type`)
        const { accepted, reason } = await baselineRequests(context)
        if (!accepted) return conversation.note(inconclusive(requirement, reason))
        const value = String(accepted.call.parameters[place])
        if (!/^[1-9]\d{0,14}$/.test(value)) return
        const takesOthers = async (): Promise<boolean> => {
          const parameters = { ...accepted.call.parameters, [place]: String(Number(value) + unlikely) }
          return isAccepted(await conversation.send({ ...accepted.call, parameters }, { soft: true }))
        }
        for (const [text, zone] of spellings(value)) {
          const parameters = { ...accepted.call.parameters, [place]: text }
          const exchange = await conversation.send(
            { ...accepted.call, parameters },
            { soft: parameter.refusal !== 'schema', wantsRefusal: true },
          )
          if (exchange.outcome.kind === 'withheld') return
          if (zone === 'number' && isAccepted(exchange) && (await takesOthers())) continue
          conversation.note(
            ...judgeRefusal(conversation, exchange, {
              requirement,
              what: `${place} ${JSON.stringify(text)}`,
              refusal: operation.refusals[parameter.refusal],
              ...(zone === 'between' ? { open: parameter.node.ambiguities } : {}),
            }),
          )
        }
      },
    }),
  ]
}

type Broken = {
  readonly keyword: string
  readonly calls: readonly (readonly [string, (call: Call) => Call])[]
  readonly what: (label: string) => string
}

const refusedCase = (context: CaseContext, parameter: Parameter, { keyword, calls, what }: Broken): Case => {
  const { session, operation } = context
  const place = parameterPlace(parameter)
  return talk(context, {
    kind: 'parameter',
    facet: `parameter/${place}/${keyword}`,
    title: `${place} ${keyword} broken`,
    about: [`request/${place}/${keyword}`],
    run: async (conversation) => {
      const plain = await baselineRequests(context)
      const requirement = session.id(`${operation.id}/request/${place}/${keyword}`)
      if (!plain.accepted) return conversation.note(inconclusive(requirement, plain.reason))
      const { call, lacking } = await callWith(context, conversation, { parameter, plain, accepted: plain.accepted })
      const facet = parameter.refusal === 'schema' ? statusFacet(operation) : undefined
      for (const [label, change] of calls) {
        const exchange = await conversation.send(change(call), {
          soft: parameter.refusal !== 'schema',
          wantsRefusal: true,
        })
        conversation.note(
          ...judgeRefusal(conversation, exchange, {
            requirement,
            what: what(label),
            refusal: operation.refusals[parameter.refusal],
            withoutTwin: lacking,
            ...(facet === undefined ? {} : { status: session.id(`${operation.id}/${facet}`) }),
          }),
        )
      }
    },
  })
}

type Plain = { readonly parameter: Parameter; readonly plain: BaselineRequests; readonly accepted: Tried }

type With = { readonly call: Call; readonly lacking?: (requirement: string) => Evidence }

/** An accepted call that holds a parameter; where no plain one does, one with a value for it is tried. */
const callWith = async (
  { session, operation, providers }: CaseContext,
  conversation: Conversation,
  { parameter, plain: { minimal, full }, accepted }: Plain,
): Promise<With> => {
  const place = parameterPlace(parameter)
  const held = [minimal, full].find((one) => one.accepted && place in one.call.parameters)
  if (held) return { call: held.call }
  const seed = session.seed(operation.id, 'with', place)
  const draw = await drawFor(session, operation, { recipe: { seed, numbers: 'plain' }, providers })
  const [value = null] = fc.sample(valid(parameter.node, draw), { seed, numRuns: 1 })
  const call = { ...accepted.call, parameters: { ...accepted.call.parameters, [place]: value } }
  if (faultIn(session, call, draw))
    return { call, lacking: (one) => untested(one, `no valid request that holds ${place} could be made`) }
  const exchange = await conversation.send(call)
  noteStatus(conversation, exchange)
  if (isAccepted(exchange)) return { call }
  return { call, lacking: (one) => inconclusive(one, unheldReason(place, exchange)) }
}

/** The longest value that is documented is taken. Made-up values of fixtures have no edge to be held to. */
const edgeCases = (context: CaseContext, parameter: Parameter): readonly Case[] => {
  const { strict } = parameter.node.schemas
  const most = numberAt(strict, 'maxLength')
  const place = parameterPlace(parameter)
  if (most === undefined || most > 2_000 || 'x-assay-fixture' in strict || 'pattern' in strict || 'format' in strict)
    return []
  if (context.session.contract.judge('strict', strict, 'x'.repeat(most)).length > 0) return []
  return [
    talk(context, {
      kind: 'parameter',
      facet: `parameter/${place}/edge`,
      title: `${place} at its longest`,
      about: [`request/${place}/maxLength`],
      run: async (conversation) => {
        const { accepted, reason } = await baselineRequests(context)
        const requirement = context.session.id(`${context.operation.id}/request/${place}/maxLength`)
        if (!accepted) return conversation.note(inconclusive(requirement, reason))
        const { call } = accepted
        const exchange = await conversation.send({
          ...call,
          parameters: { ...call.parameters, [place]: 'x'.repeat(most) },
        })
        if (isAccepted(exchange)) return conversation.note(passed(requirement, exchange.id))
        conversation.note(refusedValid(conversation, { exchange, requirement, what: `${place} of ${most} characters` }))
      },
    }),
  ]
}
