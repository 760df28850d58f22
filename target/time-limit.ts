/** A limit that can be called off. */
export type TimeLimit = { readonly end: () => void }

/** Into so many slices a time is cut, of which none is shorter than the shortest, in milliseconds. */
const slices = 20
const shortest = 5

/**
 * Calls `onOver` when so many milliseconds are over in which this process could have seen a reply.
 *
 * A process that is busy, or is given no time by its machine, finds its timers due before it has looked at what arrived
 * meanwhile: the time in which it could not look is not the target's.
 */
export const timeLimit = (ms: number, onOver: () => void): TimeLimit => {
  const slice = Math.max(ms / slices, shortest)
  let left = ms
  let timer: NodeJS.Timeout
  const wait = (): void => {
    const next = Math.min(slice, left)
    timer = setTimeout(() => {
      left -= next
      if (left > 0) wait()
      else onOver()
    }, next)
  }
  wait()
  return { end: () => clearTimeout(timer) }
}
