import type { JsonObject } from '../../core/json.ts'

/** Posts an event once. A receiver that does not answer is its own trouble. */
export const post = (url: string, event: JsonObject): void => {
  const body = JSON.stringify(event)
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(5000),
  })
    .then((response) => response.body?.cancel())
    .catch(() => {})
}
