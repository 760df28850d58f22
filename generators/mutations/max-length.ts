import fc from 'fast-check'
import { numberAt, type Schema } from '../../contracts/schema/schema.ts'
import type { Json } from '../../core/json.ts'
import type { Mutation } from './mutation.ts'

/** Longer texts than this are not sent just to show that they are refused. */
const longest = 200_000

export const maxLength: Mutation = {
  keyword: 'maxLength',
  violate(schema) {
    const limit = numberAt(schema, 'maxLength')
    if (limit === undefined) return { unbreakable: 'the schema has no maxLength' }
    if (limit >= longest) return { unbreakable: `a text of more than ${longest} characters is not sent` }
    if ('pattern' in schema || 'enum' in schema) return { unbreakable: 'a long text may break pattern or enum too' }
    return [
      {
        label: 'one too long',
        value: fc.constant<Json>(isIdentifier(schema) ? { [lengthenTo]: limit + 1 } : 'x'.repeat(limit + 1)),
      },
      { label: 'far too long', value: fc.constant('é'.repeat(farBeyond(limit))) },
      // Whoever cuts blanks off takes it for a text that is none too long: what comes back tells.
      ...(isIdentifier(schema)
        ? []
        : [
            {
              label: 'one too long, its last a blank',
              value: fc.constant<Json>(`${'x'.repeat(limit)} `),
              mayBeTaken: true,
            } as const,
          ]),
    ]
  },
}

/** Marks a value that stands for the valid twin's own text, with digits added up to a length. */
export const lengthenTo = '$assay-lengthen'

/** Another text than what exists at the target would be refused for that it does not exist. */
const isIdentifier = (schema: Schema): boolean => 'x-assay-fixture' in schema

/**
 * Whoever counts only the letters of ASCII, or in a byte that starts again after 255, takes a text of so many others
 * for a short one.
 */
const farBeyond = (limit: number): number => Math.ceil((limit * 2 + 20) / 256) * 256 + 1
