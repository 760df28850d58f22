import type { Requirement } from '../../core/requirement.ts'
import type { EventSpec, Operation } from '../contract.ts'
import { placedIn } from '../relative-source.ts'
import { nodesOf } from '../schema/node.ts'
import { authRequirements } from './of-credentials.ts'
import { errorRequirements } from './of-errors.ts'
import { protocolRequirements } from './of-protocol.ts'
import { everyReply, replyRequirements } from './of-reply.ts'
import { bodyRequirements, formRequirements, parameterRequirements } from './of-request.ts'
import { schemaRequirements } from './of-schema.ts'

/** Every promise that an operation's schemas, statuses and headers make, so that the list is complete by construction. */
export const deriveOperation = (contract: string, operation: Operation): readonly Requirement[] => {
  const at = (facet: string): string => `${contract}/${operation.id}/${facet}`
  return [
    ...operation.parameters.flatMap((parameter) => parameterRequirements(at, operation, parameter)),
    ...(operation.body ? bodyRequirements(at, operation, operation.body.node) : []),
    ...formRequirements(at, operation),
    ...operation.replies.flatMap((reply) => replyRequirements(at, operation, reply)),
    ...errorRequirements(at, operation),
    ...authRequirements(at, operation),
    ...protocolRequirements(at, operation),
    ...everyReply(at, operation),
  ].map((one) => ({ ...one, source: placedIn(operation.source, one.source) }))
}

export const deriveEvent = (contract: string, event: EventSpec): readonly Requirement[] =>
  nodesOf(event.node).flatMap((node) =>
    schemaRequirements(node, {
      id: (facet) => `${contract}/${event.id}/event/${facet}`,
      operation: event.id,
      testedBy: { kind: 'reply', how: 'checks each event that arrives at --webhook-port' },
      fixtures: ['webhook'],
    }),
  )
