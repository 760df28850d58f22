import { expect, test } from 'vitest'
import { redactorFor } from '../core/redact.ts'
import { Departure } from './playback.ts'
import { recording } from './recording.ts'
import { replaying } from './replaying.ts'

const replayed = (steps: Parameters<typeof replaying>[0]['steps']) =>
  replaying({ steps, exchange: () => undefined, redact: () => redactorFor({}) })

test('of two that sleep at once, the one wakes first that did so in the record', async () => {
  const { outside, steps } = recording()
  const woken = async (sleep: (ms: number) => Promise<void>): Promise<readonly number[]> => {
    const order: number[] = []
    // Who sleeps longer begins first.
    await Promise.all([60, 5].map((ms) => sleep(ms).then(() => order.push(ms))))
    return order
  }
  expect(await woken(outside.sleep)).toEqual([5, 60])
  const replay = replayed(steps)
  expect(await Promise.race([woken(replay.outside.sleep), replay.departed])).toEqual([5, 60])
  replay.assertDone()
  replay.close()
})

test('a sleep that the record does not have is a departure from it', async () => {
  const replay = replayed([{ kind: 'slept', ms: 5 }])
  await expect(Promise.race([replay.outside.sleep(6), replay.departed])).rejects.toThrow(Departure)
  replay.close()
})
