import { about } from './about.ts'
import { all } from './all.ts'
import { answer } from './answer.ts'
import { broken, warned } from './causes.ts'
import { contracts } from './contracts.ts'
import { matrix } from './matrix.ts'
import { readFirst } from './read-first.ts'
import { readings } from './readings.ts'
import type { Section } from './section.ts'
import { undecided, untried } from './untried.ts'

/** In the order of the page. The change against a baseline belongs after `broken`: a file `baseline.ts` and its name here. */
export const sections: readonly Section[] = [
  answer,
  contracts,
  readFirst,
  matrix,
  broken,
  warned,
  undecided,
  untried,
  readings,
  all,
  about,
]
