import type { Secrets } from '../../core/auth.ts'
import type { RunSpec, TargetSpec } from '../../core/run-spec.ts'

/** Headers whose values authorize somebody, or may: who gives one as plain text does not mean it to be read. */
const secretHeader =
  /^(?:proxy-)?authorization$|^cookie$|token|secret|passw|credential|signature|session|api-?key|(?:^|-)key$|auth/i

/** Whether the value of a header is not for anybody to read. */
export const isSecretHeader = (name: string): boolean => secretHeader.test(name)

/** Values of fixed headers that no output may hold, whichever way they were given. */
export const headerSecrets = ({ headers, secrets = {} }: Pick<TargetSpec, 'headers' | 'secrets'>): Secrets => {
  const known = Object.values(secrets)
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name, value]) => isSecretHeader(name) && !known.some((secret) => value.includes(secret)))
      .map(([name, value]) => [`$ASSAY_${variable(name)}`, valuesIn(name, value)]),
  )
}

/** What a scheme or the name of a cookie stands before, and the password of a pair. */
const valuesIn = (name: string, value: string): readonly string[] => {
  if (/^cookie$/i.test(name)) return value.split(/;\s*/).map((one) => one.slice(one.indexOf('=') + 1))
  const [, scheme = '', rest = value] = /^(\w+) +(.+)$/.exec(value) ?? []
  if (!/^basic$/i.test(scheme)) return [rest]
  const pair = Buffer.from(rest, 'base64').toString('utf8')
  return [rest, pair.slice(pair.indexOf(':') + 1)].filter((one) => one !== '')
}

const secretFixture = /secret|passw/i

/** Whether the value of a fixture is not for anybody to read. */
export const isSecretFixture = (name: string): boolean => secretFixture.test(name)

/** Values of fixtures that no output may hold. */
export const fixtureSecrets = ({ fixtures }: Pick<RunSpec, 'fixtures'>): Secrets =>
  Object.fromEntries(
    Object.entries(fixtures).flatMap(([name, value]) =>
      isSecretFixture(name) && typeof value === 'string' ? [[`$ASSAY_${variable(name)}`, value]] : [],
    ),
  )

const variable = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .replace(/[^A-Z]+/g, '_')
