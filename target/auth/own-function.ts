import type { Auth, Issued, Secrets } from '../../core/auth.ts'
import { at, isObject } from '../../core/json.ts'
import { evaluate } from '../evaluate.ts'
import { type Credentials, CredentialsError } from './credentials.ts'
import { renewing } from './renewing.ts'

type Own = Extract<Auth, { readonly kind: 'function' }>

/** Credentials that a function of the user's configuration makes: `async () => ({ headers, query, expiresInSeconds })`. */
export const ownFunction = ({ file, profile, issued }: Own): Credentials =>
  renewing(
    async () => {
      const make = await functionIn(file, profile)
      const made = await (async () => make())().catch((error: Error) => {
        throw new CredentialsError(`The function auth of ${file} failed: ${error.message}`)
      })
      return issuedFrom(made, file, Date.now())
    },
    issued ? { issued } : {},
  )

/** Loaded where it is called: a function cannot be handed from the command line to the workers. */
const functionIn = async (file: string, profile: string | undefined): Promise<() => unknown> => {
  const config = await evaluate(file)
  const found = at(config, [...(profile === undefined ? ['target'] : ['targets', profile]), 'auth'])
  if (typeof found !== 'function') throw new CredentialsError(`${file} has no function auth any more.`)
  return found as () => unknown
}

const issuedFrom = (made: unknown, file: string, now: number): Issued => {
  const { headers = {}, query = {}, expiresInSeconds } = isObject(made) ? made : {}
  const hasAny = isTexts(headers) && isTexts(query) && Object.keys(headers).length + Object.keys(query).length > 0
  if (!hasAny || !(expiresInSeconds === undefined || typeof expiresInSeconds === 'number'))
    throw new CredentialsError(
      `The function auth of ${file} must give { headers: { name: text }, query: { name: text }, expiresInSeconds: number }, headers or query at least.`,
    )
  return {
    placement: { headers, query },
    secrets: secretsOf({ ...headers, ...query }),
    issuedAt: now,
    ...(expiresInSeconds === undefined ? {} : { expiresAt: now + expiresInSeconds * 1000 }),
  }
}

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  isObject(value) && Object.values(value).every((one) => typeof one === 'string')

/** The scheme before a token is no secret: `Bearer` stays readable. */
const secretsOf = (values: Readonly<Record<string, string>>): Secrets =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [secretName(name), value.replace(/^(bearer|basic|token) +/i, '')]),
  )

const secretName = (name: string): string =>
  name.toLowerCase() === 'authorization' ? '$ASSAY_TOKEN' : `$ASSAY_${name.toUpperCase().replace(/[^A-Z]+/g, '_')}`
