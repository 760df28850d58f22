import { expect, test } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import { facetOf } from '../../contracts/requirements/facets.ts'
import { drawWith } from '../../generators/draw.ts'
import { rulesOf, violationsOfRule } from '../../generators/violations.ts'
import { vocabulary } from '../../generators/vocabulary.ts'
import { isWrongAsText } from './wrong-as-text.ts'

const contract = await loadContract('ocapi-shop')
const body = contract.operations.find(({ id }) => id === 'addPaymentInstrument')?.body

const labelsAt = (facet: string): readonly string[] => {
  if (!body) throw new Error('There is no body.')
  const { node, schema } = body
  const context = { judge: contract.judge, schema, draw: drawWith(vocabulary(1)), seed: 1 }
  return rulesOf(node)
    .filter((rule) => facetOf(rule.node.path, rule.keyword) === facet)
    .flatMap((rule) => violationsOfRule(node, rule, context).filter((one) => isWrongAsText(rule, one)))
    .map(({ label }) => label)
}

test('a text that is too long and a number out of bounds are wrong as text, too', () => {
  expect(labelsAt('payment_card/holder/maxLength')).toContain('one too long')
  expect(labelsAt('payment_card/valid_from_month/minimum').length).toBeGreaterThan(0)
})

test('a number in place of a text is none as text, and letters are no number', () => {
  expect(labelsAt('payment_card/holder/type')).toEqual([])
  expect(labelsAt('payment_card/expiration_year/type')).not.toContain('a number as text')
  expect(labelsAt('payment_card/expiration_year/type').length).toBeGreaterThan(0)
})
