import { randomInt } from 'node:crypto'
import type { Config } from './config.ts'
import { type Environment, withEnvironment } from './environment.ts'
import type { RunFlags } from './run-flags.ts'

/** The seed of a whole run: flags over environment over file, else drawn. All its contracts share it. */
export const seedFor = (flags: RunFlags, { seed }: Pick<Config, 'seed'>, environment: Environment): number =>
  withEnvironment(flags, environment).seed ?? seed ?? randomInt(1, 2 ** 31)
