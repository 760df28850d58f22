import { xmlRulesOf } from '../contracts/codec/xml-rules.ts'
import { type Evidence, failed, passed, warned } from '../core/finding.ts'
import { pointer } from '../core/json.ts'
import { isXmlType } from '../core/media-type.ts'
import { type Check, decoded, documented, finding } from './check.ts'

/** So many elements that are odd alike are reported one by one. */
const mostListed = 3

/** What an XML reply shows beside its value: names and order of elements, and whether it brings a document type. */
export const xmlForm: Check = {
  rule: 'OpenAPI 3.1 XML Object: elements are named and wrapped as it says. OWASP XXE: a document type is not needed.',
  run(context) {
    const found = documented(context)
    const isXml = isXmlType(found?.reply.headers['content-type'])
    if (!found || !isXml) return []
    const body = decoded(found.reply, found.spec)
    if (body.kind !== 'value') return []
    const id = (rule: string) => context.id(`response.${found.spec.status}/xml/${rule}`)
    return xmlRulesOf(found.spec).flatMap(({ rule, kind }): readonly Evidence[] => {
      const odd = body.oddities.filter((one) => one.kind === kind)
      if (odd.length === 0) return [passed(id(rule), context.exchange.id)]
      return odd.slice(0, mostListed).map(({ path, expected, received, ambiguity }, place) => {
        const more =
          place === mostListed - 1 && odd.length > mostListed
            ? ` (and ${odd.length - mostListed} more are odd alike)`
            : ''
        const problem = {
          ...finding(context, { message: `The XML has ${received}${more}`, at: pointer(path), expected, received }),
          ...(ambiguity === undefined ? {} : { ambiguities: [ambiguity] }),
        }
        return ambiguity !== undefined || context.soft ? warned(id(rule), problem) : failed(id(rule), problem)
      })
    })
  },
}
