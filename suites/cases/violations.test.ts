import { describe, expect, test } from 'vitest'
import { isList, isObject, type Json } from '../../core/json.ts'
import { judgedJson, takingDocument } from '../../test/judged-json.ts'

const line = { type: 'object', properties: { why: { type: 'string' } } } as const

const document = takingDocument('order', {
  type: 'object',
  required: ['lines', 'speed'],
  properties: {
    lines: { type: 'array', minItems: 1, items: line },
    speed: { type: 'string', enum: ['slow', 'fast'] },
    priority: { type: 'integer', enum: [1, 2] },
    names: { type: 'array', items: { type: 'string' } },
  },
})

const isOneOf = (values: readonly Json[], value: Json | undefined): boolean => values.some((one) => one === value)

const isRight = (body: Json | undefined): boolean => {
  if (!isObject(body)) return false
  const { lines, speed, priority = 1, names = [] } = body
  const isNamed = (one: Json) => isObject(one) && (one['why'] === undefined || typeof one['why'] === 'string')
  if (!isList(lines) || lines.length === 0 || !lines.every(isNamed)) return false
  if (!isList(names) || !names.every((one) => typeof one === 'string')) return false
  return isOneOf(['slow', 'fast'], speed) && isOneOf([1, 2], priority)
}

/** What fails of a server that does right but where it is asked so. */
const failed = async (isAsked: (body: Readonly<Record<string, Json>>) => boolean, status: number) => {
  const { requirements, errors } = await judgedJson(document, ({ body }) => ({
    status: isObject(body) && isAsked(body) ? status : isRight(body) ? 204 : 400,
  }))
  expect(errors).toEqual([])
  return requirements.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id.replace('till/order/', ''))
}

const endsInNull = (list: Json | undefined): boolean => isList(list) && list.length > 1 && list.at(-1) === null
const isMany = (value: Json | undefined): boolean => isList(value)

describe('what is wrong in a body is found', () => {
  test('nowhere in a server that does right', async () => {
    expect(await failed(() => false, 204)).toEqual([])
  })

  test.each<[string, (body: Readonly<Record<string, Json>>) => boolean, string]>([
    ['null behind a good object of a list', ({ lines }) => endsInNull(lines), 'request/lines[]/type'],
    ['null behind a good text of a list', ({ names }) => endsInNull(names), 'request/names[]/type'],
    ['a list in place of a listed word', ({ speed }) => isMany(speed), 'request/speed/type'],
    ['an object in place of a listed word', ({ speed }) => isObject(speed), 'request/speed/type'],
    ['a number in place of a listed word', ({ speed }) => typeof speed === 'number', 'request/speed/type'],
    ['a text in place of a listed number', ({ priority }) => typeof priority === 'string', 'request/priority/type'],
    ['an object in place of a listed number', ({ priority }) => isObject(priority), 'request/priority/type'],
  ])('where it is taken: %s', async (_, isAsked, requirement) => {
    expect(await failed(isAsked, 204)).toContain(requirement)
  })
})
