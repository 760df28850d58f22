import type { Change } from './change.ts'
import { alike } from './changes/alike.ts'
import { ascii } from './changes/ascii.ts'
import { cut } from './changes/cut.ts'
import { doubled } from './changes/doubled.ts'
import { dropped } from './changes/dropped.ts'
import { emptied } from './changes/emptied.ts'
import { escaped } from './changes/escaped.ts'
import { flipped } from './changes/flipped.ts'
import { lastLost } from './changes/last-lost.ts'
import { nulled } from './changes/nulled.ts'
import { off } from './changes/off.ts'
import { offsetLost } from './changes/offset-lost.ts'
import { overlong } from './changes/overlong.ts'
import { reencoded } from './changes/reencoded.ts'
import { renamed } from './changes/renamed.ts'
import { reordered } from './changes/reordered.ts'
import { retyped } from './changes/retyped.ts'
import { rounded } from './changes/rounded.ts'
import { shifted } from './changes/shifted.ts'
import { stale } from './changes/stale.ts'
import { swapped } from './changes/swapped.ts'
import { unlisted } from './changes/unlisted.ts'
import { upperCase } from './changes/upper-case.ts'
import { wrapped } from './changes/wrapped.ts'

/** Every way to change one value of a reply. */
export const changes: readonly Change[] = [
  dropped,
  nulled,
  retyped,
  wrapped,
  renamed,
  emptied,
  swapped,
  stale,
  rounded,
  off,
  flipped,
  cut,
  overlong,
  ascii,
  reencoded,
  escaped,
  upperCase,
  shifted,
  offsetLost,
  unlisted,
  lastLost,
  doubled,
  reordered,
  alike,
]
