import type { Contract } from '../../contracts/contract.ts'
import { isList, objectOf } from '../../core/json.ts'
import type { AuthChoice } from './answers.ts'

/** Text that reads a secret, in the language of the file. */
export type WriteSecret = (name: string) => string

/** The members of `auth`, as written in a configuration; secrets are named, never asked for. */
export const authMembers = (choice: AuthChoice, secret: WriteSecret): readonly (readonly [string, string])[] => {
  switch (choice) {
    case 'none':
      return []
    case 'bearer':
      return [
        ['type', "'bearer'"],
        ['token', secret('ASSAY_TOKEN')],
      ]
    case 'basic':
      return [
        ['type', "'basic'"],
        ['username', secret('ASSAY_USER')],
        ['password', secret('ASSAY_PASSWORD')],
      ]
    case 'header':
      return [
        ['type', "'header'"],
        ['name', "'X-Api-Key'"],
        ['value', secret('ASSAY_API_KEY')],
      ]
    case 'apiKey':
      return [
        ['type', "'apiKey'"],
        ['in', "'query'"],
        ['name', "'api_key'"],
        ['value', secret('ASSAY_API_KEY')],
      ]
    case 'oauth2':
      return oauth2('client_credentials', secret)
    case 'oauth2-password':
      return [...oauth2('password', secret), ['username', secret('ASSAY_USER')], ['password', secret('ASSAY_PASSWORD')]]
  }
}

const oauth2 = (grant: string, secret: WriteSecret): readonly (readonly [string, string])[] => [
  ['type', "'oauth2'"],
  ['grant', `'${grant}'`],
  ['tokenUrl', "'https://auth.example.com/token'"],
  ['clientId', secret('ASSAY_CLIENT_ID')],
  ['clientSecret', secret('ASSAY_CLIENT_SECRET')],
]

/** The variables that must be set before the configuration can be used. */
export const secretsOf = (choice: AuthChoice): readonly string[] => {
  const names: string[] = []
  authMembers(choice, (name) => {
    names.push(name)
    return ''
  })
  return names
}

/** The credentials that the documents of a contract ask for; a token is sent as Bearer, whoever gave it out. */
export const wantedAuth = ({ operations, documents: { strict } }: Contract): AuthChoice => {
  if (!operations.some(({ secured }) => secured)) return 'none'
  const schemes = objectOf(objectOf(strict['components'])['securitySchemes'])
  const named = isList(strict['security']) ? strict['security'].flatMap((one) => Object.keys(objectOf(one))) : []
  const { type, scheme, in: place } = objectOf(schemes[named[0] ?? ''] ?? Object.values(schemes)[0])
  if (type === 'apiKey' && place === 'header') return 'header'
  if (type === 'apiKey' && place === 'query') return 'apiKey'
  return type === 'http' && scheme === 'basic' ? 'basic' : 'bearer'
}
