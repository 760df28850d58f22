import { at, isObject, type Json, type JsonObject } from '../../../core/json.ts'
import type { Call } from '../../engine/call.ts'
import * as engine from '../../engine/shape.ts'
import type { OperationId } from '../operations.ts'

export { drops, sets, withStatus } from '../../engine/shape.ts'

export const replies = (operation: OperationId, status = 200) => engine.replies(operation, status)

/** Answers of an operation that are the fault of the given type. */
export const faults =
  (operation: OperationId, type: string): engine.When =>
  (answer, call) =>
    call.operation === operation && at(answer.body, ['fault', 'type']) === type

/** Every reply is a document: an object. */
export const bodyWith = (when: engine.When, change: (body: JsonObject, call: Call) => Json) =>
  engine.bodyWith(when, (body, _, call) => (isObject(body) ? change(body, call) : body))
