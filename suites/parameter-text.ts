import type { Parameter } from '../contracts/contract.ts'
import { isList, isObject, type Json, objectOf } from '../core/json.ts'

/** A parameter's value as it stands in a path, a header or a cookie, before anything is escaped. */
export const parameterText = (value: Json, parameter: Parameter | undefined): string => {
  const style = parameter?.style ?? 'simple'
  if (style === 'json' || !isCompound(value)) return prefixed(plain(value), parameter)
  const { explode = false, name = '' } = parameter ?? {}
  if (style === 'matrix')
    return explode && !isList(value)
      ? `;${members(value, '=').join(';')}`
      : explode && isList(value)
        ? `;${elements(value)
            .map((one) => `${name}=${one}`)
            .join(';')}`
        : `;${name}=${flat(value).join(',')}`
  const separator = style === 'label' && explode ? '.' : ','
  const parts = explode && !isList(value) ? members(value, '=') : flat(value)
  return `${style === 'label' ? '.' : ''}${parts.join(separator)}`
}

/** A query parameter's value as pairs of name and text: RFC 6570 as OpenAPI reads it. */
export const queryPairs = (
  name: string,
  value: Json,
  parameter: Parameter | undefined,
): readonly (readonly [string, string])[] => {
  const { style = 'form', explode = style === 'form' } = parameter ?? {}
  if (style === 'json' || !isCompound(value)) return [[name, plain(value)]]
  if (style === 'deepObject' && isObject(value))
    return Object.entries(value).map(([member, one]) => [`${name}[${member}]`, plain(one)])
  if (explode)
    return isList(value)
      ? elements(value).map((one) => [name, one])
      : Object.entries(objectOf(value)).map(([member, one]) => [member, plain(one)])
  return [[name, flat(value).join(separators[style] ?? ',')]]
}

const separators: Readonly<Record<string, string>> = { spaceDelimited: ' ', pipeDelimited: '|' }

const isCompound = (value: Json): boolean => typeof value === 'object' && value !== null

const plain = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

const prefixed = (text: string, parameter: Parameter | undefined): string => {
  if (parameter?.style === 'label') return `.${text}`
  return parameter?.style === 'matrix' ? `;${parameter.name}=${text}` : text
}

const elements = (value: readonly Json[]): readonly string[] => value.map(plain)

const members = (value: Json, between: string): readonly string[] =>
  Object.entries(objectOf(value)).map(([name, one]) => `${name}${between}${plain(one)}`)

const flat = (value: Json): readonly string[] =>
  isList(value) ? elements(value) : Object.entries(objectOf(value)).flatMap(([name, one]) => [name, plain(one)])
