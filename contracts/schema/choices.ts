import { _, type Ajv2020, type CodeKeywordDefinition, type KeywordCxt } from 'ajv/dist/2020.js'
import type { Json } from '../../core/json.ts'

/** Which of the branches of a choice is the one form beside null; undefined where there are others. */
type FormBesideNull = (branches: Json | undefined) => number | undefined

/**
 * Where no branch of an `anyOf` or `oneOf` fits, that is the finding; what each branch says is noise, and is dropped
 * where it arises. What stands beside the choice, also behind a `$ref`, is no branch's, and stays. A choice between
 * one form and null is no choice but that form, with null allowed: what the form says is the finding.
 */
export const addPlainChoices = (ajv: Ajv2020, formBesideNull: FormBesideNull): void => {
  for (const keyword of ['anyOf', 'oneOf']) {
    const known = ajv.getKeyword(keyword)
    if (typeof known === 'boolean' || !('code' in known)) throw new Error(`ajv has no code for ${keyword}.`)
    ajv.removeKeyword(keyword)
    ajv.addKeyword(plain(known, formBesideNull))
  }
}

const plain = (known: CodeKeywordDefinition, formBesideNull: FormBesideNull): CodeKeywordDefinition => ({
  ...known,
  code(choice, type) {
    const form = formBesideNull(choice.schema)
    if (form !== undefined) return unlessNull(choice, form)
    const error = choice.error.bind(choice)
    choice.error = (...parts) => {
      choice.reset()
      error(...parts)
    }
    known.code(choice, type)
  },
})

const unlessNull = (choice: KeywordCxt, form: number): void => {
  const { gen, data, keyword } = choice
  gen.if(_`${data} !== null`, () => {
    const valid = gen.name('valid')
    const inner = choice.subschema({ keyword, schemaProp: form }, valid)
    choice.mergeValidEvaluated(inner, valid)
  })
}
