import { expect, test } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import { inForm } from './in-form.ts'

const { operations } = await loadContract('ocapi-shop')

const callOf = (id: string) => {
  const operation = operations.find((one) => one.id === id)
  if (!operation) throw new Error(`There is no ${id}.`)
  return { operation, parameters: {} }
}

const sent = { query: {}, headers: {} }

test('a call in XML asks for XML and not for JSON', () => {
  const call = inForm(callOf('addNote'), { as: 'xml', sent: { ...sent, contentType: 'application/xml', root: 'note' } })
  expect(call.parameters['header.Accept']).toBe('application/xml')
  expect(call.encode?.({ text: 'a' })).toBe('<note><text>a</text></note>')
})

test('a call that asks for XML by a parameter leaves it to that', () => {
  const call = inForm(callOf('getNotes'), { as: 'xml', sent: { ...sent, query: { format: 'xml' } } })
  expect(call.parameters).toEqual({ 'query.format': 'xml', 'header.Accept': '*/*' })
})

test('a call in another form that is no XML accepts what it did', () => {
  const call = inForm(callOf('getNotes'), { as: 'json', sent: { ...sent, query: { format: 'json' } } })
  expect(call.parameters).toEqual({ 'query.format': 'json' })
})
