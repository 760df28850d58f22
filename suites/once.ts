/** A kind of work that is done once for each of its keys; `Value` is what it gives. */
export type Work<Value> = { readonly purpose: string; readonly gives?: Value }

const purposes = new Set<string>()

/**
 * Names a kind of work, in one place of the code only: under one name and key, whoever comes second is given what the
 * first one made.
 *
 * @throws where another kind has the name
 */
export const workOf = <Value>(purpose: string): Work<Value> => {
  if (purposes.has(purpose)) throw new Error(`Two kinds of work are called '${purpose}'.`)
  purposes.add(purpose)
  return { purpose }
}

export type Once = <Value>(work: Work<Value>, key: string, make: () => Promise<Value>) => Promise<Value>

/** Work, each done at most once for a key; a failure is remembered too. */
export const once = (): Once => {
  const done = new Map<Work<unknown>, Map<string, Promise<unknown>>>()
  return <Value>(work: Work<Value>, key: string, make: () => Promise<Value>): Promise<Value> => {
    const ofWork = done.get(work) ?? new Map<string, Promise<unknown>>()
    done.set(work, ofWork)
    const known = ofWork.get(key)
    if (known) return known as Promise<Value>
    const started = make()
    ofWork.set(key, started)
    return started
  }
}
