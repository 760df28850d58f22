import { besideFaults } from './beside.ts'
import { derivedFaults } from './derived.ts'
import { faultDocumentFaults } from './fault-document.ts'
import { leakFaults } from './leak.ts'
import { refusesValidFaults } from './refuses-valid.ts'
import { replyFaults } from './reply.ts'
import { rowFaults } from './rows.ts'
import { storyFaults } from './stories.ts'
import type { Switch } from './switch.ts'
import { xmlFaults } from './xml.ts'

/** Every way in which the service can be made to break its contract. */
export const switches: readonly Switch[] = [
  ...replyFaults,
  ...faultDocumentFaults,
  ...rowFaults,
  ...refusesValidFaults,
  ...storyFaults,
  ...besideFaults,
  ...leakFaults,
  ...xmlFaults,
  ...derivedFaults,
]
