import { describe, expect, test } from 'vitest'
import { isObject, type JsonObject } from '../../core/json.ts'
import { type AskedJson, judgedJson, takingDocument } from '../../test/judged-json.ts'

const document = takingDocument('note', {
  type: 'object',
  required: ['text'],
  properties: { text: { type: 'string', maxLength: 40 }, subject: { type: 'string', maxLength: 20 } },
})

const keepsRules = ({ text, subject = '' }: JsonObject): boolean => isShort(text, 40) && isShort(subject, 20)

const isShort = (text: unknown, most: number): boolean => typeof text === 'string' && [...text].length <= most

/** What is told of a server that refuses some of what is valid; it is told how much it took before. */
const resultsOf = async (
  isRefused: (body: JsonObject, taken: number) => boolean,
  breaks: (body: JsonObject, valid: number) => boolean = () => false,
) => {
  let taken = 0
  let valid = 0
  const answer = ({ body }: AskedJson) => {
    if (!isObject(body) || !keepsRules(body) || isRefused(body, taken)) return { status: 400 }
    valid += 1
    if (breaks(body, valid)) return { status: 500 }
    taken += 1
    return { status: 204 }
  }
  const { requirements, errors } = await judgedJson(document, answer, {
    only: ['till/note/request/**', 'till/note/response.204/status'],
  })
  expect(errors).toEqual([])
  const all = requirements.map(({ id, verdict, reason, findings }) => ({
    id: id.replace('till/note/', ''),
    verdict,
    reason,
    messages: findings.map(({ message }) => message),
  }))
  return {
    found: all.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn'),
    open: all.filter(({ verdict }) => verdict === 'inconclusive'),
  }
}

const byNow = 'A plainly valid request is refused, though one like it was taken before'

describe('a target that takes so much and no more', () => {
  test.each([3, 4, 5, 9, 14])('is told of at what it promises to take, and no value is blamed: %d', async (most) => {
    const { found, open } = await resultsOf((_, taken) => taken >= most)
    expect(found.map(({ id, verdict }) => [id, verdict])).toEqual([['response.204/status', 'fail']])
    expect(open.length).toBeGreaterThan(0)
  })

  test('says so where a value stood in what was refused first', async () => {
    const { found, open } = await resultsOf((_, taken) => taken >= 4)
    expect(found.flatMap(({ messages }) => messages)).toContain(byNow)
    expect(open.map(({ reason }) => reason)).toContainEqual(
      expect.stringMatching(/^a plainly valid request is refused by then, too: it answers 400/),
    )
  })
})

test('a value that is refused is blamed, where a plain request is taken as before', async () => {
  const { found, open } = await resultsOf(({ subject = '' }) => /["<]/.test(String(subject)))
  expect(found).toEqual([
    expect.objectContaining({
      id: 'request/subject/type',
      messages: ['A valid value at subject, quotes and markup, is refused', 'A valid value at subject is refused'],
    }),
  ])
  expect(open).toEqual([])
})

describe('a target that breaks at valid requests', () => {
  test.each([5, 7, 11])(
    'now and then, at one of %d, is told of at what it promises to take, and no value is blamed',
    async (every) => {
      const { found, open } = await resultsOf(
        () => false,
        (_, valid) => valid % every === 0,
      )
      expect(found.filter(({ id }) => id !== 'response.204/status')).toEqual([])
      expect([...found, ...open].map(({ id }) => id)).toContain('response.204/status')
    },
  )

  test('each time that a value is there is told of at the value', async () => {
    const { found } = await resultsOf(
      () => false,
      ({ subject = '' }) => /["<]/.test(String(subject)),
    )
    expect(found.map(({ id, verdict }) => [id, verdict])).toEqual([['request/subject/type', 'fail']])
  })
})
