#!/usr/bin/env node
import { failWith } from './fail.ts'
import { endsAsItShould } from './own-end.ts'
import { tell } from './print.ts'
import { commandLine } from './program.ts'

const fail = failWith(tell, { debug: Boolean(process.env['ASSAY_DEBUG']) })
endsAsItShould(process, fail)

try {
  await commandLine().parseAsync()
} catch (error) {
  process.exitCode = fail(error)
}
