import type { CredentialFlaw } from '../credentials.ts'
import type { Hooks } from '../hooks.ts'
import { placeText } from '../rule.ts'
import { overlooking, type Row } from '../switch.ts'
import { derived, type Family, type Subject, usualAt } from './derived.ts'

type Also = (operation: string, facet: string) => readonly string[] | undefined

const none: Also = () => []

/** Takes what one requirement has it refuse. */
export const accepts = (
  contract: string,
  row: Omit<Row, 'hooks' | 'family'>,
  { family = 'accepts', besides }: { readonly family?: Family; readonly besides?: Hooks['overlooks'] } = {},
): Row => {
  const { overlooks } = overlooking(contract, row.requirement)
  return derived(family, {
    ...row,
    hooks: { overlooks: (broken, call) => overlooks(broken, call) || besides?.(broken, call) === true },
  })
}

const syntax = {
  'empty-body': 'an empty body',
  'malformed-json': 'a body that is not JSON',
  'truncated-json': 'a body that ends too early',
  'malformed-xml': 'a body that is not XML',
  'truncated-xml': 'XML that ends too early',
  'xml-root': 'XML with another root',
  'wrong-method': 'any method',
} as const

export type Syntax = keyof typeof syntax

/** What ends too early cannot be read either, and blanks are no JSON, as nothing is. */
const malformedToo = (operation: string, facet: Syntax): readonly string[] =>
  facet.startsWith('truncated') || facet === 'empty-body'
    ? [`${operation}/protocol/${facet.replace('truncated', 'malformed').replace('empty-body', 'malformed-json')}`]
    : []

/** Each operation takes what is no proper request. */
export const acceptsSyntax = (
  { contract, operations, at = usualAt }: Subject,
  facets: readonly Syntax[],
  { also = none, besides }: { readonly also?: Also; readonly besides?: (operation: string) => Hooks['overlooks'] } = {},
): readonly Row[] =>
  operations.flatMap((operation) =>
    facets.map((facet) =>
      accepts(
        contract,
        {
          id: `accepts-${facet}${at(operation)}`,
          title: `${operation} takes ${syntax[facet]}`,
          requirement: `${operation}/protocol/${facet}`,
          also: [...malformedToo(operation, facet), ...(also(operation, facet) ?? [])],
        },
        besides ? { besides: besides(operation) } : {},
      ),
    ),
  )

/** Each operation takes a body whose bytes are no UTF-8: its decoder puts a mark in place of each. */
export const acceptsStrayBytes = (
  { contract, operations, at = usualAt }: Subject,
  { also = none }: { readonly also?: Also } = {},
): readonly Row[] =>
  operations.map((operation) => {
    const requirement = `${operation}/protocol/malformed-json`
    return derived('accepts', {
      id: `accepts-stray-bytes${at(operation)}`,
      title: `${operation} takes a body that is not UTF-8`,
      requirement,
      also: also(operation, 'protocol/malformed-json'),
      hooks: {
        // Such a body lacks all members too, and that must not save the service.
        overlooks: (broken, { text }) =>
          (broken === `${contract}/${requirement}` || broken.startsWith(`${contract}/${operation}/request/`)) &&
          text.includes('\ufffd'),
      },
    })
  })

const flaws: readonly (readonly [CredentialFlaw, string, string])[] = [
  ['missing', 'missing-token', 'a call without a token'],
  ['empty', 'empty-token', 'a call with an empty token'],
  ['malformed', 'malformed-credentials', 'credentials of another scheme'],
  ['unknown', 'unknown-token', 'a token that nobody issued'],
]

/** Each operation takes one kind of bad credentials; everything else is refused as before. */
export const acceptsCredentials = (
  { contract, operations, at = usualAt }: Subject,
  { also = none, malformed }: { readonly also?: Also; readonly malformed?: string } = {},
): readonly Row[] =>
  operations.flatMap((operation) =>
    flaws.map(([flaw, name, what]) =>
      accepts(
        contract,
        {
          id: `accepts-${flaw === 'malformed' ? (malformed ?? name) : name}${at(operation)}`,
          title: `${operation} takes ${what}`,
          requirement: `${operation}/auth/${flaw}`,
          also: also(operation, flaw) ?? [],
        },
        { family: 'credentials' },
      ),
    ),
  )

type RuleName = { readonly place: readonly string[]; readonly keyword: string }

/** `items.mpn`; an element as a whole is `items.element`. */
export const slugOf = (place: readonly string[]): string =>
  [...place.filter((step) => step !== '[]'), ...(place.at(-1) === '[]' ? ['element'] : [])].join('.') || 'body'

/** A rule goes unnoticed. What breaks a disputed rule is taken by some fair reading: leave such rules out. */
export const ignores = (
  { contract, operations, at = usualAt }: Subject,
  rules: readonly RuleName[],
  {
    also = none,
    slug = ({ place }) => slugOf(place),
  }: { readonly also?: Also; readonly slug?: (rule: RuleName) => string } = {},
): readonly Row[] =>
  operations.flatMap((operation) =>
    distinct(rules).map((rule) => {
      const facet = `request/${placeText(rule.place)}/${rule.keyword}`
      return accepts(
        contract,
        {
          id: `ignores-${slug(rule)}-${rule.keyword}${at(operation)}`,
          title: `${operation} takes ${placeText(rule.place)} although it breaks ${rule.keyword}`,
          requirement: `${operation}/${facet}`,
          also: also(operation, facet) ?? [],
        },
        { family: 'ignores' },
      )
    }),
  )

/** Two rules may hold one keyword of a place, as that it is text and that it is not null: it is one requirement. */
const distinct = (rules: readonly RuleName[]): readonly RuleName[] => [
  ...new Map(rules.map((rule) => [`${placeText(rule.place)}/${rule.keyword}`, rule])).values(),
]
