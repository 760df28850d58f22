import { isObject } from './json.ts'

/** What an error says; of what is thrown and is none, its text. */
export const messageOf = (thrown: unknown): string =>
  isObject(thrown) && typeof thrown['message'] === 'string' ? thrown['message'] : String(thrown)

/** The code of an error of the system: `ENOENT`. */
export const codeOf = (thrown: unknown): string | undefined =>
  isObject(thrown) && typeof thrown['code'] === 'string' ? thrown['code'] : undefined
