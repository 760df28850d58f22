import type { Slip } from '../slips.ts'

/** A slip of the service across calls, and the promise that it breaks. */
export type Story = readonly [slip: Slip, title: string, requirement: string, also?: readonly string[]]
