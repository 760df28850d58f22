/** 1: something is broken · 2: something is to be given or put right first · 3: something was not seen · 130: interrupted. */
export type RefusalCode = 1 | 2 | 3 | 130

/** Why no certificate is given, or why a bundle is not taken: for whoever asked to put right. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode

  constructor(message: string, code: RefusalCode = 2) {
    super(message)
    this.code = code
  }
}
