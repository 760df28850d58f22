import { describe, expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import { classesIn, classTotals } from './class-register.ts'

const contract = await loadContract('shopctrl')
const note = 'shopctrl/addPayment/request/AccountName/type'

describe('the value classes of a requirement', () => {
  test('are counted where it has any, and only for requirements that there are', () => {
    const totals = classTotals(contract)
    expect(totals.get(note)).toBeGreaterThan(4)
    const ids = contract.requirements.map(({ id }) => id)
    expect([...totals.keys()].filter((id) => !ids.includes(id))).toEqual([])
  })

  test('are found in a body by their value at their place', () => {
    const seen = (body: object) => classesIn(contract, 'addPayment', body).map(([id]) => id)
    expect(seen({ AccountName: '00123' })).toEqual([note])
    expect(seen({ AccountName: 'plain' })).toEqual([])
    expect(seen({ AccountNme: '00123' })).toEqual([])
  })

  test('have each a number of their own, the same wherever it is asked', () => {
    const indexOf = (value: string) => classesIn(contract, 'addPayment', { AccountName: value })[0]?.[1]
    expect(indexOf('00123')).not.toBe(indexOf('null'))
    expect(indexOf('00123')).toBe(indexOf('00123'))
  })
})
