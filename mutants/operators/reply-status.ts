import type { Operation } from '../../contracts/contract.ts'
import type { Given } from '../../core/layer.ts'
import type { Draft, Operator } from '../mutant.ts'
import { specOf, withBody, withoutHeader } from '../reply.ts'

/** What a reply's status may be mistaken for. */
const mistaken: Readonly<Record<string, readonly number[]>> = {
  '200': [201, 202, 204, 500],
  '201': [200, 204, 500],
  '202': [200, 500],
  '204': [200, 201],
  '400': [422, 500],
  '401': [403, 500],
  '403': [401],
  '404': [400, 410, 500],
  '405': [404],
  '409': [400, 500],
  '415': [400, 500],
}

export const replyStatus: Operator = {
  name: 'reply/status',
  family: 'reply',
  title: 'A reply has a status that is not documented.',
  isAgainst: true,
  drafts: (operation) =>
    Object.entries(mistaken).flatMap(([status, others]) =>
      others
        .filter((other) => !isFair(operation, Number(status), other))
        .map(
          (other): Draft => ({
            id: `reply/${operation.id}/${status}/status/${other}`,
            place: `${status}/status/${other}`,
            apply: async (call, { forward }) => {
              const given = await forward(call.sent)
              const isMeant = call.atPath.includes(operation) && given.status === Number(status)
              if (!isMeant) return given
              return { ...(other === 204 ? bare(given) : given), status: other }
            },
          }),
        ),
    ),
}

/** This status has no body, and nothing to label. */
const bare = (given: Given): Given => {
  const emptied = withBody(given, '')
  return { ...emptied, headers: withoutHeader(emptied.headers, 'content-type') }
}

/** Whether some reading lets a reply of one status be of the other. */
const isFair = (operation: Operation, status: number, other: number): boolean =>
  isLeftOpen(operation, status, other) ||
  specOf(operation, other) !== undefined ||
  (specOf(operation, status)?.also.some((one) => one.status === other) ?? false) ||
  Object.values(operation.refusals).some(
    ({ status: fair, wide }) => fair.includes(other) || wide.some((one) => one.status.includes(other)),
  )

/** That what is not documented to be refused with one status is refused with another is against nothing. */
const isLeftOpen = (operation: Operation, status: number, other: number): boolean =>
  status === 404 &&
  other < 500 &&
  specOf(operation, status) === undefined &&
  !Object.values(operation.refusals).some(({ status: fair }) => fair.includes(status))
