/** The contract, not the target, is at fault: says what, where and what to do. */
export class ContractError extends Error {
  override readonly name = 'ContractError'
}
