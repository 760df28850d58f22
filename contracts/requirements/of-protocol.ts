import { isJsonType, isXmlType } from '../../core/media-type.ts'
import type { Requirement, Source } from '../../core/requirement.ts'
import type { Operation } from '../contract.ts'
import { standards } from '../standards.ts'
import { type At, plain, resting } from './facets.ts'

export const protocolRequirements = (at: At, operation: Operation): readonly Requirement[] => {
  const of = (id: string, title: string, how: string, source: Source = operation.source): Requirement =>
    resting(source, { ...plain(operation, at(`protocol/${id}`), title), testedBy: { kind: 'violation', how } })
  const { mediaType, method, syntax } = operation.refusals
  const open = (requirement: Requirement, ambiguities: readonly (number | undefined)[]): Requirement => ({
    ...requirement,
    ambiguities: [...new Set(ambiguities.filter((number) => number !== undefined))],
  })
  const isJson = operation.body?.mediaType.endsWith('json') === true
  const broken = [...syntax.wide.map(({ ambiguity }) => ambiguity), syntax.failureReply?.ambiguity]
  return [
    open(
      of('wrong-method', `Only ${operation.method} performs the operation`, 'sends another method', standards.method),
      method.wide.map(({ ambiguity }) => ambiguity),
    ),
    resting(standards.method, {
      ...plain(operation, at('protocol/allow'), 'A reply 405 tells which methods are taken'),
      testedBy: { kind: 'reply', how: 'looks for Allow in each reply 405' },
    }),
    ...formsOf(at, operation),
    ...(operation.body?.required ? [open(of('empty-body', 'An empty body is refused', 'sends no body'), broken)] : []),
    ...(isJson
      ? [
          open(of('malformed-json', 'A body that is not JSON is refused', 'sends a body that is not JSON'), broken),
          open(of('truncated-json', 'A body that ends too early is refused', 'sends the first half of a body'), broken),
          {
            ...open(
              of(
                'wrong-content-type',
                'A body labelled as something else is refused',
                'labels JSON as plain text, bytes, a page, or what only begins as JSON does, and sends a form in its place',
                standards.label,
              ),
              [mediaType.mayAccept, ...mediaType.wide.map(({ ambiguity }) => ambiguity)],
            ),
            level: 'may' as const,
          },
        ]
      : []),
  ]
}

/** Standards let the same request be written in several ways; each is as good as the plain one. */
const formsOf = (at: At, operation: Operation): readonly Requirement[] => {
  const { body } = operation
  if (!body) return []
  const of = (id: string, source: Source, title: string, how: string): Requirement =>
    resting(source, { ...plain(operation, at(`protocol/${id}`), title), testedBy: { kind: 'acceptance', how } })
  const mediaTypes = body.mediaTypes.map((one) => one.toLowerCase())
  return [
    of(
      'message-forms',
      standards.fields,
      'The same message is taken however HTTP lets it be written',
      'writes header names, the media type and the scheme of credentials in another case, a charset, several accepted types, any or none named, a body in chunks',
    ),
    ...(mediaTypes.some(isJsonType)
      ? [
          of(
            'json-forms',
            standards.json,
            'The same JSON is taken however it is written',
            'writes white space, members in another order, characters as escapes and numbers with an exponent',
          ),
        ]
      : []),
    ...(mediaTypes.some(isXmlType)
      ? [
          of(
            'xml-forms',
            standards.xml,
            'The same XML is taken however it is written',
            'writes a declaration, a comment, white space, character references and CDATA',
          ),
        ]
      : []),
  ]
}
