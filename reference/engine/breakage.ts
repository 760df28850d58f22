import type { ServerResponse } from 'node:http'

/** A way not to answer. */
export type Breakage = 'reset' | 'cut-short' | 'stall' | 'silence' | 'not-http'

/** Of these, who asks is not told: the time is up at some point. */
export const hangs = (breakage: Breakage): boolean => breakage === 'stall' || breakage === 'silence'

export type FullReply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** Breaks off the reply that should have been given. */
export const breakOff = (breakage: Breakage, outgoing: ServerResponse, reply: FullReply): void => {
  switch (breakage) {
    case 'reset':
      outgoing.socket?.resetAndDestroy()
      return
    case 'cut-short':
      sendHalf(outgoing, reply, () => outgoing.socket?.end())
      return
    case 'stall':
      sendHalf(outgoing, reply, () => {})
      return
    case 'silence':
      return
    case 'not-http':
      outgoing.socket?.end('220 mail.example.com ESMTP ready\r\n')
  }
}

const sendHalf = (outgoing: ServerResponse, { status, headers, text }: FullReply, then: () => void): void => {
  const bytes = Buffer.from(text)
  outgoing.writeHead(status, { ...headers, 'content-length': bytes.length })
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), then)
}
