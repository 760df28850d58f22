import { isObject, type Json } from '../../../core/json.ts'
import { alters, answersWith, drops, replies, sets } from './shape.ts'
import { type Switch, switchesOf } from './switch.ts'

const invalid = replies('createOrder', 400)
const shape = (facet: string): string => `createOrder/response.400/${facet}`
const namesTheField = 'createOrder/error.400/names-the-field'

/** The errors with each entry changed. */
const eachEntry =
  (change: (name: string, messages: Json) => readonly [string, Json]) =>
  (errors: Json): Json =>
    isObject(errors)
      ? Object.fromEntries(Object.entries(errors).map(([name, messages]) => change(name, messages as Json)))
      : errors

/** Orders that are rightly refused, with a body that is not the documented one. */
export const errorBodyFaults: readonly Switch[] = switchesOf('error-body', [
  {
    id: 'error-title-other',
    title: 'The title of a refusal is another',
    requirement: shape('title/const'),
    hooks: sets(invalid, ['title'], 'Bad request.'),
  },
  {
    id: 'error-title-missing',
    title: 'A refusal has no title',
    requirement: shape('title/required'),
    hooks: drops(invalid, ['title']),
  },
  {
    id: 'error-status-500',
    title: 'The status in the body of a refusal is 500',
    requirement: shape('status/const'),
    hooks: sets(invalid, ['status'], 500),
  },
  {
    id: 'error-traceId-missing',
    title: 'A refusal has no traceId',
    requirement: shape('traceId/required'),
    hooks: drops(invalid, ['traceId']),
  },
  {
    id: 'error-traceId-number',
    title: 'The traceId of a refusal is a number',
    requirement: shape('traceId/type'),
    hooks: sets(invalid, ['traceId'], 17),
  },
  {
    id: 'errors-missing',
    title: 'A refusal has no errors',
    requirement: shape('errors/required'),
    also: [namesTheField],
    hooks: drops(invalid, ['errors']),
  },
  {
    id: 'errors-empty',
    title: 'The errors of a refusal are empty',
    requirement: shape('errors/minProperties'),
    also: [namesTheField],
    hooks: sets(invalid, ['errors'], {}),
  },
  {
    id: 'errors-not-in-arrays',
    title: 'The errors of a refusal hold texts in place of arrays',
    requirement: shape('errors/*/type'),
    hooks: alters(
      invalid,
      ['errors'],
      eachEntry((name, messages) => [name, String(messages)]),
    ),
  },
  {
    id: 'errors-without-messages',
    title: 'The errors of a refusal hold empty arrays',
    requirement: shape('errors/*/minItems'),
    hooks: alters(
      invalid,
      ['errors'],
      eachEntry((name) => [name, []]),
    ),
  },
  {
    id: 'errors-of-numbers',
    title: 'The errors of a refusal hold numbers in place of messages',
    requirement: shape('errors/*[]/type'),
    hooks: alters(
      invalid,
      ['errors'],
      eachEntry((name) => [name, [400]]),
    ),
  },
  {
    id: 'errors-name-another-field',
    title: 'A refusal names a field that was not broken',
    requirement: namesTheField,
    hooks: sets(invalid, ['errors'], { field: ["'field' is not valid."] }),
  },
  {
    id: 'refusal-is-html',
    title: 'A refusal is labelled text/html',
    requirement: shape('content-type'),
    hooks: answersWith(invalid, (answer) => ({ ...answer, headers: { 'content-type': 'text/html' } })),
  },
  {
    id: 'refusal-is-no-json',
    title: 'A refusal is a line of text',
    requirement: shape('parses'),
    also: [namesTheField],
    hooks: answersWith(invalid, (answer) => ({ ...answer, text: 'One or more validation errors occurred.' })),
  },
])
