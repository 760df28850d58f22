import type { Answered, Given, Layer, Sent } from '../core/layer.ts'
import { shopctrl } from '../reference/shopctrl/shopctrl.ts'
import { judged } from './judged.ts'

/** What becomes of a body before it comes to the service. */
export type Change = (text: string, sent: Sent) => string | 'refused'

/** What is told of the reference where each body in XML comes to it changed so, or is refused. */
export const resultsForXml = (only: readonly string[], change: Change) =>
  resultsForBodies(only, (text, sent) => (text.startsWith('<') ? change(text, sent) : text))

/** What is told of the reference where each body comes to it changed so, or is refused. */
export const resultsForBodies = async (only: readonly string[], change: Change) => {
  const refused: Given = {
    kind: 'given',
    status: 400,
    headers: { 'content-type': 'text/plain' },
    body: new Uint8Array(),
  }
  const layer: Layer = async (sent, forward): Promise<Answered> => {
    const text = new TextDecoder().decode(sent.body)
    if (text === '') return forward(sent)
    const changed = change(text, sent)
    return changed === 'refused' ? refused : forward({ ...sent, body: new TextEncoder().encode(changed) })
  }
  const running = await shopctrl.start({ layer })
  const { baseUrl, token, fixtures } = running
  const report = await judged('shopctrl', { baseUrl, token, fixtures, only })
  await running.close()
  return report.contracts.flatMap(({ errors, requirements }) => [
    ...errors,
    ...requirements
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
      .flatMap(({ id, verdict, findings }) =>
        findings.map(({ message }) => `${verdict} ${id.replace('shopctrl/', '')}: ${message}`),
      ),
  ])
}
