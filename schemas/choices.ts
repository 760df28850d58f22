import type { Ajv2020, CodeKeywordDefinition } from 'ajv/dist/2020.js'

/**
 * Where no branch of an `anyOf` or `oneOf` fits, that is the finding; what each branch says is noise, and is dropped
 * where it arises. What stands beside the choice, also behind a `$ref`, is no branch's, and stays.
 */
export const addPlainChoices = (ajv: Ajv2020): void => {
  for (const keyword of ['anyOf', 'oneOf']) {
    const known = ajv.getKeyword(keyword)
    if (typeof known === 'boolean' || !('code' in known)) throw new Error(`ajv has no code for ${keyword}.`)
    ajv.removeKeyword(keyword)
    ajv.addKeyword(plain(known))
  }
}

const plain = (known: CodeKeywordDefinition): CodeKeywordDefinition => ({
  ...known,
  code(choice, type) {
    const error = choice.error.bind(choice)
    choice.error = (...parts) => {
      choice.reset()
      error(...parts)
    }
    known.code(choice, type)
  },
})
