import type { Requirement, TestedBy } from '../../core/requirement.ts'
import type { BodyForm } from '../answers.ts'
import type { Operation, Parameter } from '../contract.ts'
import { isNeverDrawn } from '../schema/never-drawn.ts'
import { nodesOf, type SchemaNode } from '../schema/node.ts'
import { levelOf } from '../schema/provenance.ts'
import { typesOf } from '../schema/schema.ts'
import { type At, plain } from './facets.ts'
import { schemaRequirements } from './of-schema.ts'

export const parameterRequirements = (at: At, operation: Operation, { name, in: where, node }: Parameter) => {
  // A parameter is text on the wire: it cannot be anything but a string.
  const isText = [typesOf(node.schemas.strict)].flat().join() === 'string'
  return schemaRequirements(node, {
    id: (facet) => at(`request/${facet}`),
    operation: operation.id,
    testedBy: { kind: 'violation', how: `sends ${where} parameter ${name} broken in this one way` },
    testedAs: (keyword) => (where === 'path' && emptiedBy.includes(keyword) ? emptyPath : undefined),
    without: (keyword) => isText && keyword === 'type',
    fixtures: [],
  })
}

/** What can only be broken by a path with an empty segment. */
const emptiedBy: readonly string[] = ['required', 'minLength']

/** An empty segment of a path is another path: what answers it is another operation, or none. */
const emptyPath: TestedBy = { kind: 'nothing', how: 'a path without it leads to another resource' }

export const bodyRequirements = (at: At, operation: Operation, root: SchemaNode) =>
  nodesOf(root).flatMap((node) =>
    schemaRequirements(node, {
      id: (facet) => at(`request/${facet}`),
      operation: operation.id,
      testedBy: {
        kind: 'violation',
        how: 'sends a body broken in this one way; a valid one that holds the member must have been accepted',
      },
      fixtures: [],
    }).map((requirement) => (isNeverDrawn(root, node) ? neverLeftOut(requirement) : requirement)),
  )

/** That it may be left out could only be seen where it, or the list around it, may be sent. */
const neverLeftOut = (requirement: Requirement): Requirement =>
  requirement.testedBy.kind === 'acceptance'
    ? { ...requirement, testedBy: { ...requirement.testedBy, unless: unsentReason } }
    : requirement

const unsentReason = 'valid requests hold nothing there, since nobody promises that it is taken'

/** Where the documents leave open what the body is wrapped in, the target holds one of the readings. */
export const formRequirements = (at: At, operation: Operation): readonly Requirement[] => {
  const { forms = [], node } = operation.body ?? {}
  const [documented] = forms
  if (!documented || !node) return []
  return [
    {
      ...plain(operation, at('request/body/form'), `The body is ${formText(documented)}`),
      level: levelOf(node.levels, 'form', node.source),
      source: node.source,
      ambiguities: forms.flatMap(({ ambiguity }) => ambiguity ?? []),
      testedBy: { kind: 'acceptance', how: 'sends a valid body in each form that some reading has' },
    },
  ]
}

/** `the member order of an object`, or `as it stands`. */
export const formText = ({ member }: BodyForm): string =>
  member === undefined ? 'as it stands' : `the member ${member} of an object`
