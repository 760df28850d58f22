import { isObject } from '../../core/json.ts'
import { isXmlType } from '../../core/media-type.ts'
import type { Source } from '../../core/requirement.ts'
import { annotation } from '../annotations.ts'
import type { ReplySpec } from '../contract.ts'
import { nodesOf, type SchemaNode } from '../schema/node.ts'
import { standards } from '../standards.ts'
import type { OddityKind } from './codec.ts'

/** What XML replies promise beside their values. */
export type XmlRule = {
  readonly rule: string
  readonly kind: OddityKind
  readonly title: string
  /** Where it stands, if not where the reply does. */
  readonly source?: Source
  /** Whether the contract says anything about it. */
  readonly appliesTo: (root: SchemaNode) => boolean
}

const rules: readonly XmlRule[] = [
  {
    rule: 'root',
    kind: 'root',
    title: 'The root element has the documented name',
    appliesTo: ({ schemas }) => xmlOf(schemas.strict)?.name !== undefined,
  },
  {
    rule: 'once',
    kind: 'repeated',
    title: 'No member is there twice',
    appliesTo: () => true,
  },
  {
    rule: 'order',
    kind: 'order',
    title: 'The elements stand in the documented order',
    appliesTo: (root) => nodesOf(root).some(({ schemas }) => xmlOf(schemas.strict)?.order !== undefined),
  },
  {
    rule: 'items',
    kind: 'item-name',
    title: 'The elements of lists have the documented name',
    appliesTo: (root) => nodesOf(root).some(({ items }) => xmlOf(items?.schemas.strict)?.name !== undefined),
  },
  {
    rule: 'no-doctype',
    kind: 'doctype',
    title: 'XML comes without a document type declaration, whose entities no reader should have to expand',
    source: standards.documentType,
    appliesTo: () => true,
  },
]

/** The rules of the XML that a reply may come in; none where it comes in JSON only. */
export const xmlRulesOf = ({ mediaTypes, node }: ReplySpec): readonly XmlRule[] =>
  node && mediaTypes.some(isXmlType) ? rules.filter(({ appliesTo }) => appliesTo(node)) : []

/** The contradictions that leave the order of elements, their namespace, or the name of those of a list open. */
export const xmlAmbiguities = (root: SchemaNode, { kind }: XmlRule): readonly number[] => [
  ...new Set(
    nodesOf(root).flatMap(({ schemas }) => {
      const { order = [], also = [] } = xmlOf(schemas.strict) ?? {}
      if (kind === 'order' || kind === 'root') return [order].flat()
      return kind === 'item-name' ? also.map(({ ambiguity }) => ambiguity) : []
    }),
  ),
]

/** The OpenAPI `xml` object, and what the document leaves open about it. */
export type XmlNames = {
  readonly name?: string
  /** Other names that a wide reading has. */
  readonly also?: readonly { readonly name: string; readonly ambiguity: number }[]
  /** The order of the elements is documented, and that no namespace is theirs; the contradiction that leaves both open. */
  readonly order?: number
}

export const xmlOf = (schema: { readonly [keyword: string]: unknown } | undefined): XmlNames | undefined => {
  const xml = schema?.['xml']
  if (!isObject(xml)) return undefined
  const also = annotation(xml, 'x-assay-also of an xml object')
  const order = annotation(xml, 'x-assay-order')
  return {
    ...(typeof xml['name'] === 'string' ? { name: xml['name'] } : {}),
    ...(also ? { also } : {}),
    ...(order === undefined ? {} : { order }),
  }
}
