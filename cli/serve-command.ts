import type { Limits } from '../core/limits.ts'
import { codeOf, messageOf } from '../core/thrown.ts'
import { referenceFor, references } from '../reference/references.ts'
import { print } from './print.ts'
import { UsageError } from './usage-error.ts'

export type ServeOptions = {
  readonly port?: number
  readonly fault: readonly string[]
  readonly limit: Limits
  readonly webhookUrl?: string
  readonly webhookSecret: string
  readonly listFaults?: true
}

/** `assay serve CONTRACT`: the reference on loopback until it is stopped. */
export const serveCommand = async (contract: string, options: ServeOptions): Promise<void> => {
  const reference = referenceFor(contract)
  if (!reference)
    throw new UsageError(
      `There is no reference for '${contract}'; there is one for ${references.map((one) => one.contract).join(', ')}.`,
    )
  if (options.listFaults) {
    print(
      reference.faults.map(({ id, title, requirement }) => `${id}\n    ${title}\n    breaks ${requirement}\n`).join(''),
    )
    return
  }
  const running = await start(contract, options)
  print(
    [
      `${contract} at ${running.baseUrl}${options.fault.length > 0 ? `, with ${options.fault.join(', ')}` : ''}`,
      `token: ${running.token}`,
      ...Object.entries(running.fixtures).map(
        ([name, value]) => `fixture ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
      ),
      'Ctrl-C stops it.',
      '',
    ].join('\n'),
  )
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await running.close()
}

const start = async (contract: string, { port, fault, limit, webhookUrl, webhookSecret }: ServeOptions) => {
  try {
    const started = await referenceFor(contract)?.start({
      faults: fault,
      limits: limit,
      ...(port === undefined ? {} : { port }),
      ...(webhookUrl === undefined ? {} : { webhook: { url: webhookUrl, secret: webhookSecret } }),
    })
    if (!started) throw new Error(`the reference of ${contract} did not start`)
    return started
  } catch (error) {
    const [code, message] = [codeOf(error), messageOf(error)]
    throw new UsageError(code === 'EADDRINUSE' ? `Port ${port} is taken; give another with --port.` : message)
  }
}
