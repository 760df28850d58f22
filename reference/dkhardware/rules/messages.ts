import type { Rule } from './rule.ts'

/** What is wrong, in the documents' manner: `'unit Cost' must not be empty.` */
export const messageOf = (rule: Rule, key: string, value: unknown): string =>
  `'${wordsOf(key)}' ${demandOf(rule, value)}`

const wordsOf = (key: string): string =>
  key.includes('-') ? key : (key.split('.').at(-1) ?? key).replace(/([A-Z])/g, ' $1')

const demandOf = (rule: Rule, value: unknown): string => {
  switch (rule.keyword) {
    case 'required':
      return 'must not be empty.'
    case 'type':
      return value === null ? 'must not be empty.' : `must be of type ${rule.type}.`
    case 'format':
      return `must be a ${rule.format}.`
    case 'minLength':
      return rule.place.at(-1) === 'orderId' ? 'should be a valid id.' : 'must not be empty.'
    case 'maxLength':
      return `must be ${rule.limit} characters or fewer.`
    case 'minimum':
      return `must be greater than or equal to '${rule.limit}'.`
    case 'maximum':
      return `must be less than or equal to '${rule.limit}'.`
    case 'multipleOf':
      return `must not have more than ${rule.decimals} decimals.`
    case 'enum':
      return `must be one of ${rule.words.join(', ')}.`
    case 'minItems':
      return 'must not be empty.'
    case 'unique-by':
      return `must not have a ${rule.member} twice.`
    case 'sequence':
      return `must count ${rule.member} from 1 without a gap.`
    case 'sum':
      return 'must be the sum of lines, shipping, taxes and fees less discounts.'
  }
}
