import { isTelling, nearNames, type Secrets } from '../core/auth.ts'

/** What is to be known of secrets that cannot be told from ordinary words; undefined where there are none. */
export const weakSecretsNote = (secrets: Secrets): string | undefined => {
  const names = Object.entries(secrets)
    .filter(([name]) => !nearNames.includes(name))
    .filter(([, values]) => [values].flat().some((value) => value !== '' && !isTelling(value)))
    .map(([name]) => name.replace(/^\$\{?|\}$/g, ''))
  if (names.length === 0) return undefined
  return `${names.join(', ')}: too short, or too plain a word, to be told from ordinary text. Replies are not searched for it, and values under 4 characters are not hidden in what is written; longer secrets are.`
}
