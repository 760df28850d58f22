import type { LoadOptions } from '../contracts/load.ts'

/** Where contracts may refer to, as the flags say. */
export const reachOf = ({ allowRef }: { readonly allowRef?: readonly string[] }): Pick<LoadOptions, 'allowRef'> =>
  allowRef === undefined || allowRef.length === 0 ? {} : { allowRef }
