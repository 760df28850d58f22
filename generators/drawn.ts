import fc from 'fast-check'

/** One value, the same for the same seed. */
export const drawn = <Value>(values: fc.Arbitrary<Value>, seed: number): Value => {
  for (const value of fc.sample(values, { seed, numRuns: 1 })) return value
  throw new Error('Nothing was drawn.')
}
