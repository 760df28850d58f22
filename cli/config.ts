import type { Depth } from '../core/depth.ts'
import type { Limits } from '../core/limits.ts'
import type { Consent } from '../core/run-spec.ts'

/** A value that is read from the environment when the run starts, so that it stands in no file. */
export type Secret = { readonly secret: string }

/** Marks a value that is read from the environment variable `name`. */
export const secret = (name: string): Secret => ({ secret: name })

export type Text = string | Secret

export type Config = {
  /** Built-in name, path or URL. */
  readonly contract?: string
  readonly target?: TargetConfig
  /** More targets, by the names that `--profile` takes. */
  readonly targets?: Readonly<Record<string, TargetConfig>>
  readonly fixtures?: Fixtures
  /** Files of Arazzo 1.0 workflows about the contract, whose steps are judged too. */
  readonly workflows?: readonly string[]
  readonly seed?: number
  /** How much is tried: `quick`, `default` or `deep`. */
  readonly depth?: Depth
  readonly runs?: number
  /** Globs: only requirements with such an id. */
  readonly only?: readonly string[]
  /** Formats of the report. @defaultValue json, html, junit */
  readonly report?: readonly string[]
  /** Folder for the report; its path starts from the configuration's folder. @defaultValue assay-report */
  readonly out?: string
  /** File of known failures; its path starts from the configuration's folder. */
  readonly baseline?: string
  /** Broken promises of this level end a run with 1. @defaultValue 'must' */
  readonly gate?: 'must' | 'should'
  /** A run that judged less of a contract's musts, in percent, ends with 3. @defaultValue any share will do */
  readonly minJudged?: number
  /** Path or URL of this file's JSON Schema, for editors. */
  readonly $schema?: string
}

export type TargetConfig = {
  /** Ends before the contract's paths. */
  readonly baseUrl: string
  readonly auth?: AuthConfig | OwnAuth
  readonly headers?: Readonly<Record<string, Text>>
  readonly requestsPerSecond?: number
  /** So many requests of a class of operations in so many seconds. @defaultValue those of the documents, for guests */
  readonly limits?: Limits
  readonly concurrency?: number
  /** For one whole exchange. @defaultValue 10000 */
  readonly timeoutMs?: number
  /** Until connected, until the first byte of the reply, and for its body. @defaultValue as long as the whole */
  readonly timeouts?: { readonly connectMs?: number; readonly firstByteMs?: number; readonly bodyMs?: number }
  /** Larger replies are cut off. @defaultValue 5000000 */
  readonly maxReplyBytes?: number
  /** Paths of PEM files, or secrets that hold PEM. */
  readonly tls?: { readonly ca?: Text; readonly cert?: Text; readonly key?: Text; readonly passphrase?: Text }
  readonly allow?: readonly Consent[]
  readonly allowWrites?: boolean
  /** Fixtures of this target, before those for all. */
  readonly fixtures?: Fixtures
}

/**
 * What must exist at the target, by fixture name: a value, a list to draw fresh ones from, or a function that makes a
 * fresh one. `{unique}` in a text is replaced by a token that no other request carries.
 */
export type Fixtures = Readonly<Record<string, unknown>>

export type AuthConfig =
  | { readonly type: 'bearer'; readonly token: Text }
  | { readonly type: 'basic'; readonly username: Text; readonly password: Text }
  | { readonly type: 'header'; readonly name: string; readonly value: Text }
  | {
      readonly type: 'apiKey'
      readonly in: 'header' | 'query' | 'cookie'
      readonly name: string
      readonly value: Text
    }
  | OAuth2Config

export type OAuth2Config = {
  readonly type: 'oauth2'
  readonly grant: 'client_credentials' | 'password'
  readonly tokenUrl: string
  readonly clientId: Text
  readonly clientSecret?: Text
  /** Where the client's id and secret go in a token request. @defaultValue 'basic' */
  readonly clientAuthentication?: 'basic' | 'post'
  readonly username?: Text
  readonly password?: Text
  readonly scope?: string
  /** Further parameters of the token request: `audience`, `resource`. */
  readonly parameters?: Readonly<Record<string, string>>
  /** A token's lifetime, where the server does not tell it. */
  readonly expiresInSeconds?: number
}

/** Credentials of the user's own making. Called once, and again when they expire. */
export type OwnAuth = () => Promise<Credited> | Credited

type Credited = {
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly expiresInSeconds?: number
}

/** Checks nothing, but lets editors complete and check the configuration. */
export const defineConfig = (config: Config): Config => config
