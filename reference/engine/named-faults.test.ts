import { expect, test } from 'vitest'
import { namedFaults } from './named-faults.ts'

const faults = [{ id: 'ignores-total-type' }, { id: 'ignores-total-required' }, { id: 'stalls' }]

test('faults are found by id, in the order asked for', () => {
  expect(namedFaults('shop', faults, ['stalls', 'ignores-total-type'])).toEqual([faults[2], faults[0]])
})

test('an unknown id is answered with the nearest ones', () => {
  expect(() => namedFaults('shop', faults, ['ignore-total-type'])).toThrow(
    "The reference of shop has no fault 'ignore-total-type'. Nearest: ignores-total-type, ignores-total-required.",
  )
})

test('an id that is like none is answered with all of them', () => {
  expect(() => namedFaults('shop', faults, ['zzz'])).toThrow(
    "The reference of shop has no fault 'zzz'. It has 3, as ignores-total-type, ignores-total-required, stalls: assay serve shop --list-faults prints them all.",
  )
})
