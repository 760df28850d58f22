import { expect, test } from 'vitest'
import type { FindingReport, RequirementReport } from '../core/report.ts'
import { mixedReport } from '../test/sample-run.ts'
import { causesOf } from './causes.ts'

const sample = mixedReport().contracts[0]?.requirements[0] as RequirementReport

const brokenAt = (id: string, message: string, kind?: 'valid-refused'): RequirementReport => ({
  ...sample,
  id,
  operation: id.split('/')[1] ?? '',
  title: `the promise ${id}`,
  findings: [{ ...(sample.findings[0] as FindingReport), message, ...(kind ? { kind } : {}) }],
})

const sku = brokenAt('shop/createOrder/request/sku/minLength', 'sku: too short is accepted')
const name = brokenAt('shop/createOrder/request/name/minLength', 'name: too short is accepted')
const city = brokenAt('shop/createOrder/request/city/minLength', 'A valid city is refused', 'valid-refused')
const total = brokenAt('shop/createOrder/response.200/total/type', '/total is no number')

test('one keyword that one operation does not enforce is one cause, the largest first', () => {
  expect(causesOf([total, sku, name])).toEqual([
    { title: 'createOrder accepts requests that break minLength', requirements: [sku, name] },
    { title: 'createOrder: /total is no number', requirements: [total] },
  ])
})

test('to accept what is broken and to refuse what is kept are two causes', () => {
  expect(causesOf([sku, name, city, { ...city, id: 'shop/createOrder/request/zip/minLength' }])).toMatchObject([
    { title: 'createOrder accepts requests that break minLength' },
    { title: 'createOrder refuses requests that keep minLength' },
  ])
})

test('what is looked at in the first element of a list alone is a cause of its own', () => {
  const at = (one: RequirementReport, ...places: readonly string[]): RequirementReport => ({
    ...one,
    findings: places.flatMap((sent) => one.findings.map((finding) => ({ ...finding, sent }))),
  })
  const later = [at(sku, '/items/1/sku', '/items/11/sku'), at(name, '/items/2/name')]
  expect(causesOf(later).map(({ title }) => title)).toEqual([
    'createOrder accepts requests that break minLength in a later element of a list',
  ])
  const first = [at(sku, '/items/0/sku', '/items/1/sku'), at(name, '/name')]
  expect(causesOf(first).map(({ title }) => title)).toEqual(['createOrder accepts requests that break minLength'])
})

test('an operation that is called by its path is told whole', () => {
  const pets = ['name', 'city'].map((field) => ({
    ...brokenAt(`pets/get /pets/{id}/request/${field}/minLength`, 'too short is accepted'),
    operation: 'get /pets/{id}',
  }))
  expect(causesOf(pets).map(({ title }) => title)).toEqual(['get /pets/{id} accepts requests that break minLength'])
})

test('other operations are other causes', () => {
  const other = brokenAt('shop/updateOrder/request/sku/minLength', 'sku: too short is accepted')
  expect(causesOf([sku, other]).map(({ title }) => title)).toEqual([
    'createOrder: sku: too short is accepted',
    'updateOrder: sku: too short is accepted',
  ])
})

test('a cause without a finding is called by its promise', () => {
  expect(causesOf([{ ...total, findings: [] }])).toEqual([
    {
      title: 'createOrder: the promise shop/createOrder/response.200/total/type',
      requirements: [{ ...total, findings: [] }],
    },
  ])
})

test('nothing broken has no cause', () => {
  expect(causesOf([])).toEqual([])
})
