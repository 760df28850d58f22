// Answers whatever was asked with a reply that the contract's own schema draws: perfect in form, and knows nothing.
import fc from 'fast-check'
import { codecFor } from '../../contracts/codec/codecs.ts'
import type { Contract, Operation, ReplySpec } from '../../contracts/contract.ts'
import { seedOf } from '../../core/seed.ts'
import { drawWith } from '../../generators/draw.ts'
import { valid } from '../../generators/valid/valid.ts'
import { vocabulary } from '../../generators/vocabulary.ts'
import type { Asked, ServerReply } from '../servers/recorder.ts'
import { headerOf } from './null-service.ts'

const words = vocabulary(1)

/** The same reply to the same method and path, of the documented success. */
export const statelessly =
  ({ operations }: Contract) =>
  ({ method, path, headers }: Asked): ServerReply => {
    const [resource = ''] = path.split('?')
    const spec = successOf(operationAt(operations, method, resource))
    if (spec.empty || !spec.node) return { status: Number(spec.status) }
    const type = wantedType(spec, headers)
    const draw = drawWith(words, { optional: 'all', elements: 1 })
    const [body = null] = fc.sample(valid(spec.node, draw), { seed: seedOf(method, resource), numRuns: 1 })
    return {
      status: Number(spec.status),
      headers: { 'content-type': type },
      body: codecFor(type, spec.mediaTypes).encode(body, spec.node),
    }
  }

const operationAt = (operations: readonly Operation[], method: string, path: string): Operation => {
  const here = operations.filter((operation) => isAt(operation.path, path))
  const found = here.find((operation) => operation.method === method) ?? here[0] ?? operations[0]
  if (!found) throw new Error('The contract has no operations.')
  return found
}

const isAt = (template: string, path: string): boolean => {
  const steps = path.split('/')
  const wanted = template.split('/')
  return wanted.length === steps.length && wanted.every((step, place) => step.startsWith('{') || step === steps[place])
}

const successOf = ({ id, replies }: Operation): ReplySpec => {
  const found = replies.find(({ status }) => /^2\d\d$/.test(status))
  if (!found) throw new Error(`${id} documents no success.`)
  return found
}

/** The type that was asked for where the contract has it, else its first. */
const wantedType = ({ mediaTypes }: ReplySpec, headers: Asked['headers']): string => {
  const wanted = headerOf(headers, 'accept') ?? ''
  return mediaTypes.find((type) => wanted.includes(type)) ?? mediaTypes[0] ?? 'application/json'
}
