/** What writing fails with where there is no room left, or a bound of the machine is met: no fault of ours. */
const codes: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO']

export const isDiskFull = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code))
