import { allow } from './allow.ts'
import { challenge } from './challenge.ts'
import type { Check } from './check.ts'
import { completeReply } from './complete-reply.ts'
import { contentType } from './content-type.ts'
import { emptyBody } from './empty-body.ts'
import { label } from './label.ts'
import { noForeignEcho } from './no-foreign-echo.ts'
import { noHiddenEcho } from './no-hidden-echo.ts'
import { noSecretEcho } from './no-secret-echo.ts'
import { noStackTrace } from './no-stack-trace.ts'
import { parses } from './parses.ts'
import { responseBody } from './response-body.ts'
import { xmlForm } from './xml-form.ts'

/** The rules about every exchange. To add one: its file, this line, and a row in the test's table. */
export const checks: readonly Check[] = [
  completeReply,
  contentType,
  label,
  challenge,
  allow,
  emptyBody,
  parses,
  responseBody,
  noSecretEcho,
  noHiddenEcho,
  noForeignEcho,
  noStackTrace,
  xmlForm,
]
