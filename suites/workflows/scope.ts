import { parsed, specFor } from '../../checks/check.ts'
import { codecFor } from '../../contracts/codec/codecs.ts'
import type { Operation } from '../../contracts/contract.ts'
import type { Expression, Message } from '../../contracts/workflows/expression.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import { headerIn } from '../../core/header-in.ts'
import { at, type Json } from '../../core/json.ts'
import { pathValues } from '../path-values.ts'

export type Values = Readonly<Record<string, Json | undefined>>

/** The call that a step made, and what came of it. */
export type Answered = { readonly operation: Operation; readonly exchange: Exchange }

/** All that expressions may be about, while a workflow runs. */
export type Scope = {
  readonly baseUrl: string
  readonly inputs: Values
  /** Outputs of the steps that were done. */
  readonly steps: ReadonlyMap<string, Values>
  readonly workflows: ReadonlyMap<string, { readonly inputs: Values; readonly outputs: Values }>
  /** Of the step that is being looked at. */
  readonly answered?: Answered
  /** Outputs of the workflow that the step called. */
  readonly outputs?: Values
}

/** The value that an expression stands for; undefined where there is none. */
export const valueIn = (expression: Expression, scope: Scope): Json | undefined => {
  const { answered } = scope
  const request = answered?.exchange.request
  switch (expression.kind) {
    case 'url':
      return request && scope.baseUrl + request.path
    case 'method':
      return request?.method
    case 'status':
      return answered && replyOf(answered.exchange)?.status
    case 'header':
      return headerIn(headersOf(expression.of, answered), expression.name)
    case 'sent':
      return answered && sentIn(expression, answered)
    case 'body':
      return below(answered && bodyOf(expression.of, answered), expression.path)
    case 'input':
      return below(scope.inputs[expression.name], expression.path)
    case 'output':
      return below(scope.outputs?.[expression.name], expression.path)
    case 'step':
      return below(scope.steps.get(expression.step)?.[expression.name], expression.path)
    case 'workflow':
      return below(scope.workflows.get(expression.workflow)?.[expression.of][expression.name], expression.path)
  }
}

const below = (value: Json | undefined, path: readonly string[]): Json | undefined => at(value, path)

const headersOf = (of: Message, answered: Answered | undefined): Readonly<Record<string, string>> => {
  if (!answered) return {}
  return of === 'request' ? answered.exchange.request.headers : (replyOf(answered.exchange)?.headers ?? {})
}

const sentIn = (
  expression: Extract<Expression, { readonly kind: 'sent' }>,
  { operation, exchange: { request } }: Answered,
): string | undefined => {
  if (expression.in === 'path') return pathValues(operation, request)[expression.name]
  return new URLSearchParams(request.path.split('?')[1] ?? '').get(expression.name) ?? undefined
}

const bodyOf = (of: Message, { operation, exchange }: Answered): Json | undefined => {
  if (of === 'response') {
    const reply = replyOf(exchange)
    return reply && parsed(reply, specFor(operation, reply.status))?.value
  }
  const { body, headers } = exchange.request
  if (body === undefined) return undefined
  const read = codecFor(headerIn(headers, 'content-type'), operation.body?.mediaTypes).decode(
    body,
    operation.body?.node,
  )
  return read.kind === 'value' ? read.value : undefined
}
