import { faultDocumentFaults } from './fault-document.ts'
import { leakFaults } from './leak.ts'
import { nestedTypeFaults } from './nested-types.ts'
import { replyFaults } from './reply.ts'
import { credentialFaults, refusesValidFaults, requestFaults } from './request.ts'
import { rowFaults } from './rows.ts'
import { statusFaults } from './status.ts'
import { storyFaults } from './stories.ts'
import type { Switch } from './switch.ts'
import { wireFaults } from './wire.ts'

/** Every way in which the service can be made to break its contract. */
export const switches: readonly Switch[] = [
  ...replyFaults,
  ...nestedTypeFaults,
  ...faultDocumentFaults,
  ...rowFaults,
  ...statusFaults,
  ...refusesValidFaults,
  ...credentialFaults,
  ...wireFaults,
  ...storyFaults,
  ...leakFaults,
  ...requestFaults,
]
