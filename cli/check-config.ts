import { readFileSync } from 'node:fs'
import { newAjv } from '../contracts/schema/judge.ts'
import { at, brief, fromPointer, isObject, type JsonObject } from '../core/json.ts'
import { nearest } from '../core/nearest.ts'

/** The JSON Schema of configurations, as it ships. Functions are beyond it. */
export const configSchema = JSON.parse(
  readFileSync(new URL('./config.schema.json', import.meta.url), 'utf8'),
) as JsonObject

type Broken = NonNullable<ReturnType<ReturnType<typeof newAjv>['compile']>['errors']>[number]

/** Every rule that a configuration breaks, one sentence each: the key, what is wrong, what is allowed. */
export const brokenRules = (config: unknown): readonly string[] => {
  const validate = newAjv(undefined, undefined, { verbose: true }).compile(configSchema)
  const plain = withoutFunctions(config)
  if (validate(plain)) return []
  const errors = (validate.errors ?? []).filter(isCause)
  const sentences = [...errors].sort((one, other) => rank(one) - rank(other)).map((error) => sentence(error, plain))
  return [...new Set(sentences)]
}

/** Said by the errors inside: that a branch failed, and what is wrong about a name. */
const isCause = ({ keyword, propertyName }: Broken): boolean =>
  keyword !== 'if' && (propertyName === undefined || keyword === 'propertyNames')

/** What is misspelt explains what is missing. */
const rank = ({ keyword }: Broken): number => (keyword === 'additionalProperties' ? 0 : 1)

/** A function may stand where credentials or a fixture do; anywhere else it is as wrong as any value. */
const withoutFunctions = (config: unknown): unknown => {
  if (!isObject(config)) return config
  const { target, targets, fixtures, ...rest } = config
  return {
    ...rest,
    ...(target === undefined ? {} : { target: plainTarget(target) }),
    ...(targets === undefined ? {} : { targets: isObject(targets) ? mapped(targets, plainTarget) : targets }),
    ...(fixtures === undefined ? {} : { fixtures: isObject(fixtures) ? {} : fixtures }),
  }
}

const plainTarget = (target: unknown): unknown => {
  if (!isObject(target)) return target
  const { auth, fixtures, ...rest } = target
  return {
    ...rest,
    ...(auth === undefined || typeof auth === 'function' ? {} : { auth }),
    ...(fixtures === undefined ? {} : { fixtures: isObject(fixtures) ? {} : fixtures }),
  }
}

const mapped = (object: { readonly [key: string]: unknown }, to: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, to(value)]))

const sentence = (error: Broken, config: unknown): string => {
  const path = fromPointer(error.instancePath)
  const key = keyText(path)
  const { params, keyword } = error
  const where = key === '' ? 'it' : key
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(
        key,
        String(params['additionalProperty']),
        Object.keys(membersIn(error)).filter((name) => name !== '$schema'),
      )
    case 'required':
    case 'dependentRequired': {
      const name = String(params['missingProperty'])
      return `${keyText([...path, name])} is missing${said(membersIn(error)[name])}.`
    }
    case 'propertyNames':
    case 'minProperties':
      return `${where} ${keyword === 'minProperties' ? 'names nothing' : `has a name '${params['propertyName']}' that is not of letters, digits, dots and hyphens`}.`
    case 'enum':
      return notAllowed(where, at(config, path), { allowed: params['allowedValues'], isSecretive: isSecretive(path) })
    default:
      return `${where} is ${isSecretive(path) ? kindOf(at(config, path)) : shown(at(config, path))}; it ${demand(error)}.`
  }
}

const demand = ({ keyword, params }: Broken): string => {
  switch (keyword) {
    case 'type':
      return `must be ${[params['type']].flat().map(typeName).join(' or ')}`
    case 'minimum':
      return `must be ${params['limit']} or more`
    case 'exclusiveMinimum':
      return `must be above ${params['limit']}`
    case 'minLength':
      return 'must not be empty'
    case 'pattern':
      return 'may hold only letters, digits and marks that a name may have'
    default:
      return `breaks ${keyword}`
  }
}

const typeName = (type: unknown): string =>
  ({ integer: 'a whole number', number: 'a number', string: 'text', boolean: 'true or false', array: 'a list' })[
    String(type)
  ] ?? 'an object'

const unknownKey = (key: string, name: string, known: readonly string[]): string => {
  const [near] = nearest(name, known, 1)
  const hint = near === undefined ? '' : ` Did you mean '${near}'?`
  return `${key === '' ? 'it' : key} has an unknown key '${name}'; known are ${known.join(', ')}.${hint}`
}

type Enum = { readonly allowed: unknown; readonly isSecretive: boolean }

const notAllowed = (where: string, value: unknown, { allowed: words, isSecretive }: Enum): string => {
  const allowed = Array.isArray(words) ? words.map(String) : []
  const [near] = typeof value === 'string' ? nearest(value, allowed, 1) : []
  const hint = near === undefined ? '' : ` Did you mean '${near}'?`
  // A plain word is no secret.
  const isPlain = typeof value === 'string' && /^[a-z]{1,12}\d?$/i.test(value)
  return `${where} is ${isSecretive && !isPlain ? kindOf(value) : shown(value)}; allowed are ${allowed.map((one) => `'${one}'`).join(', ')}.${hint}`
}

/** A wrong value in such a place may be a secret: it is not shown. */
const isSecretive = (path: readonly string[]): boolean => ['auth', 'headers', 'tls'].some((name) => path.includes(name))

const kindOf = (value: unknown): string => {
  if (value === '') return 'empty'
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : typeName(typeof value)
}

/** What has members or elements stands where it does not belong, and may hold what does not belong there either: a token. */
const shown = (value: unknown): string =>
  typeof value === 'function' ? 'a function' : typeof value === 'object' ? kindOf(value) : brief(value, 60)

const said = (schema: unknown): string => {
  const described = isObject(schema) ? schema['description'] : undefined
  return typeof described === 'string' ? `: ${described}` : ''
}

/** The members that the schema knows where the rule is broken. */
const membersIn = ({ parentSchema }: Broken): { readonly [name: string]: unknown } => {
  const found: unknown = parentSchema?.['properties']
  return isObject(found) ? found : {}
}

/** `target.allow[0]` */
const keyText = (path: readonly string[]): string =>
  path.reduce((text, step) => (/^\d+$/.test(step) ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`), '')
