/** What the user asked for cannot be done: says what is wrong and what to do. Ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
