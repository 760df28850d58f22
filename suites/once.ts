/** Work by name, each done at most once; a failure is remembered too. */
export const once = () => {
  const done = new Map<string, Promise<unknown>>()
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const known = done.get(key)
    if (known) return known as Promise<T>
    const started = work()
    done.set(key, started)
    return started
  }
}
