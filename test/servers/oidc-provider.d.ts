// The package has no types; these are what the authorization server of the tests uses of it.
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  type Token = {
    readonly clientId: string
    accessToken?: string
    readonly save: () => Promise<string>
  }
  type Model = {
    new (properties: Readonly<Record<string, unknown>>): Token & { readonly addOIDCScope: (scope: string) => void }
    readonly find: (value: string) => Promise<Token | undefined>
  }
  export type Context = {
    readonly path: string
    body: unknown
    readonly oidc: {
      readonly client: { readonly clientId: string }
      readonly params: Readonly<Record<string, string | undefined>>
    }
  }
  export class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>)
    readonly AccessToken: Model
    readonly ClientCredentials: Model
    readonly RefreshToken: Model
    readonly Grant: Model
    callback(): RequestListener
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void
    registerGrantType(name: string, handler: (context: Context) => Promise<void>, parameters: readonly string[]): void
  }
  export const errors: { readonly InvalidGrant: new (detail: string) => Error }
}
