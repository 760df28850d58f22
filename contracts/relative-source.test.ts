import { expect, test } from 'vitest'
import { placedIn } from './relative-source.ts'

const operation = { document: '001 Orders', section: 'Create' }

test('a section that begins with ./ stands below that of the operation', () => {
  expect(placedIn(operation, { document: '', section: './Errors', row: '400' })).toEqual({
    document: '001 Orders',
    section: 'Create / Errors',
    row: '400',
  })
})

test('any other section stands where it says', () => {
  const source = { document: '000 Payments', section: 'Errors' }
  expect(placedIn(operation, source)).toEqual(source)
})
