import { describe, expect, test } from 'vitest'
import { loadContract } from '../../../contracts/load.ts'
import { type Json, type Path, withAt, without } from '../../../core/json.ts'
import type { Answer } from '../../engine/answer.ts'
import { readBodyText } from '../../engine/body-text.ts'
import type { Call } from '../../engine/call.ts'
import { answerTo } from '../../engine/dispatch.ts'
import { combined, type Hooks } from '../../engine/hooks.ts'
import { service } from '../dkhardware.ts'
import { exampleOrder } from '../example.ts'
import { type OperationId, operationIds, paths } from '../operations.ts'
import { placeText, type Rule, requirementOf } from '../rules/rule.ts'
import { allRules } from '../rules/rules.ts'
import { newState } from '../state.ts'
import type { Submission } from '../submission.ts'
import { derivedFaults } from './derived.ts'

const contract = await loadContract('dkhardware')

const validBodies: Readonly<Record<OperationId, Json>> = {
  createOrder: exampleOrder,
  requestPayment: { customerOrder: { orderId: '517231' } },
  getOrderStatus: { submissionId: '351acbf8-2030-41b3-a0ea-0792236b5174' },
}

/** Headers and body as they are sent. */
type Sent = { readonly headers: Readonly<Record<string, string>>; readonly body: Json }

const known = { 'content-type': 'application/json', authorization: 'Bearer reference-token', 'user-id': '93' }

const valid = (operation: OperationId): Sent => ({ headers: known, body: validBodies[operation] })

/** A request that breaks the rule and no other that is not disputed. */
const violation = (rule: Rule): Sent => {
  const { headers, body } = valid(rule.operation)
  const [first = ''] = rule.place
  if (first.startsWith('header.')) {
    const name = first.slice('header.'.length).toLowerCase()
    const { [name]: _, ...others } = { ...headers, [name]: '' }
    return { headers: rule.keyword === 'required' ? others : { ...others, [name]: String(broken(rule)) }, body }
  }
  const path: Path = rule.place.map((step) => (step === '[]' ? 0 : step))
  return { headers, body: rule.keyword === 'required' ? without(body, path) : changed(rule, body, path) }
}

const changed = (rule: Rule, body: Json, path: Path): Json => {
  switch (rule.keyword) {
    case 'unique-by':
      return withAt(body, [...path, 1, rule.member], 1)
    case 'sequence':
      return withAt(body, [...path, 1, rule.member], 3)
    case 'sum':
      return withAt(body, [...path, 'total'], 1000)
    default:
      return withAt(body, path, broken(rule))
  }
}

const broken = (rule: Rule): Json => {
  switch (rule.keyword) {
    case 'type':
      return rule.type === 'string' ? {} : rule.type === 'object' || rule.type === 'array' ? 'text' : true
    case 'format':
      return 'some day'
    case 'minLength':
      return ''
    case 'maxLength':
      return 'x'.repeat(rule.limit + 1)
    case 'minimum':
      return rule.limit - 1
    case 'maximum':
      return rule.limit + 1
    case 'multipleOf':
      return 0.001
    case 'enum':
      return 'Tomorrow'
    case 'minItems':
      return []
    default:
      throw new Error(`No value breaks ${rule.keyword} by itself.`)
  }
}

const callOf = (operation: OperationId, { headers, body }: Sent): Call => {
  const text = JSON.stringify(body)
  const sent = { method: 'POST', path: paths[operation], parameters: {}, query: new URLSearchParams() }
  return { operation, ...sent, headers: new Headers(headers), text, body: readBodyText(text) }
}

const send = (operation: OperationId, sent: Sent, hooks: Partial<Hooks<Submission>> = {}): Answer<Submission> => {
  const ready = { memory: newState(['517231']), hooks: combined([hooks]), tell: () => {} }
  return answerTo(service, ready, callOf(operation, sent))
}

const isContext = ({ place }: Rule): boolean => place[0]?.startsWith('header.') === true
const bodyRules = allRules.filter((rule) => !isContext(rule))
const settled = allRules.filter(({ disputed }) => !disputed)
const faultOf = (rule: Rule) => derivedFaults.find(({ requirement }) => requirement === requirementOf(rule))

test('there is a rule for everything that the contract demands of requests, and no other', () => {
  const demanded = contract.requirements
    .map(({ id }) => id)
    .filter((id) => id.includes('/request/') && !id.endsWith('/optional'))
  expect(allRules.map(requirementOf).sort()).toEqual(demanded.sort())
})

test('there is a fault for every rule that no reading disputes, and for no other', () => {
  const ids = derivedFaults.map(({ id }) => id).filter((id) => id.startsWith('ignores-'))
  expect(settled.map((rule) => faultOf(rule)?.id)).toEqual(expect.arrayContaining(ids))
  expect(ids).toHaveLength(settled.length)
  expect(ids).toContain('ignores-customerOrder.items.mpn-maxLength')
})

describe.each(bodyRules)('$operation $place $keyword', (rule) => {
  const schema = contract.operations.find(({ id }) => id === rule.operation)?.body?.schema ?? ''
  const broken = contract.judge('wide', schema, violation(rule).body)

  test(rule.disputed ? 'some reading takes what breaks it' : 'no reading takes what breaks it', () => {
    const places = broken.map(({ path, keyword }) => {
      const steps = path.map((step) => (/^\d+$/.test(String(step)) ? '[]' : String(step)))
      return `${placeText(steps)}/${keyword.replace('x-assay-', '')}`
    })
    expect(places).toEqual(rule.disputed ? [] : [`${placeText(rule.place)}/${rule.keyword}`])
  })
})

test.each(operationIds)('a valid call of %s is taken', (operation) => {
  const expected = operation === 'getOrderStatus' ? 404 : 200
  expect(send(operation, valid(operation)).status).toBe(expected)
})

test.each(allRules)('what breaks $operation $place $keyword is refused', (rule) => {
  expect(send(rule.operation, violation(rule)).status).toBe(400)
})

const problems = allRules.map((rule) => {
  const call = callOf(rule.operation, violation(rule))
  return {
    rule,
    call,
    requirements: service.stages.flatMap(({ problems }) => problems(call)).map(({ requirement }) => requirement),
  }
})

test.each(settled)('to ignore $operation $place $keyword lets exactly its violation through', (rule) => {
  const hooks = combined([faultOf(rule)?.hooks ?? {}])
  const taken = problems.filter(({ requirements, call }) => requirements.every((one) => hooks.overlooks(one, call)))
  expect(taken.map((one) => requirementOf(one.rule))).toEqual([requirementOf(rule)])
  expect(send(rule.operation, violation(rule), hooks).status).toBe(200)
})
