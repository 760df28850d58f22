/** Everything that is asked before a configuration is written. */
export type Answers = {
  readonly contract: string
  readonly target: string
  readonly auth: AuthChoice
  readonly out: string
}

export const authChoices = ['none', 'bearer', 'basic', 'header', 'apiKey', 'oauth2', 'oauth2-password'] as const
export type AuthChoice = (typeof authChoices)[number]

/** Reserved for examples, so that nothing is sent anywhere before the user has put in their own. */
export const exampleTarget = 'https://sandbox.example.com'
