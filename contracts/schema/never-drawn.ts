import { firstAt } from '../../core/place.ts'
import { nodeAt, type SchemaNode } from './node.ts'
import { allowsNothing, numberAt } from './schema.ts'

/** It, or what it stands in, is left out of valid requests; or it lies in a list of which they have no element. */
export const isNeverDrawn = (root: SchemaNode, { path }: SchemaNode): boolean =>
  path.some((step, index) => {
    const around = nodeAt(root, firstAt(path.slice(0, index)))
    const own = nodeAt(root, firstAt(path.slice(0, index + 1)))
    return own?.schemas.strict['x-assay-drawn'] === 'never' || (step === '[]' && isEmptied(around))
  })

const isEmptied = (list: SchemaNode | undefined): boolean =>
  list === undefined || allowsNothing(list.schemas.fair) || numberAt(list.schemas.fair, 'maxItems') === 0
