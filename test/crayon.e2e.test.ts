import { expect, test } from 'vitest'
import { judged, linesAt } from './judged.ts'
import {
  crayonCustomerId,
  crayonFlavours,
  crayonToken,
  crayonUnknownCustomerId,
  type Flavour,
  startSecondCrayon,
} from './servers/crayon.ts'

const fixtures = {
  resellerCustomerId: String(crayonCustomerId),
  unknownResellerCustomerId: String(crayonUnknownCustomerId),
}

const verdictsOf = async (flavour: Flavour) => {
  const { baseUrl, close } = await startSecondCrayon(flavour)
  try {
    return await judged('crayon', { baseUrl, token: crayonToken, fixtures })
  } finally {
    await close()
  }
}

/** It takes no request that holds errors, so that nothing can be said of the types of what is in them. */
const incomplete: readonly string[] = ['errorsRejected']

test.each(['', ...crayonFlavours])(
  'a fair server is never failed: %s',
  async (name) => {
    const report = await verdictsOf(name === '' ? {} : { [name]: true })
    expect(linesAt(report, ['fail', 'error'])).toEqual([])
    expect(report.run.outcome).toBe(incomplete.includes(name) ? 'incomplete' : 'conformant')
  },
  60_000,
)
