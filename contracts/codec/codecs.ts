import type { Codec } from './codec.ts'
import { json } from './json.ts'
import { text } from './text.ts'
import { urlencoded } from './urlencoded.ts'
import { xml } from './xml.ts'

/** Every codec; the first is for what none covers. */
const codecs: readonly Codec[] = [json, xml, urlencoded, text]

/** The codec of a media type, where the contract offers that type. What is labelled as anything else is read as JSON. */
export const codecFor = (contentType: string | undefined, offered: readonly string[] = []): Codec => {
  const mediaType = plain(contentType ?? '')
  const isOffered = offered.some((one) => plain(one) === mediaType)
  return (isOffered && codecs.find(({ covers }) => covers(mediaType))) || json
}

const plain = (mediaType: string): string => mediaType.split(';')[0]?.trim().toLowerCase() ?? ''

/** Whether a body of a media type can be written: a form of several parts or bytes cannot. */
export const isWritable = (mediaType: string): boolean =>
  codecs.some(({ covers }) => covers(plain(mediaType))) || plain(mediaType) === '*/*'

/** Whether a body's media type keeps what a value is: a number, a text that looks like one, null. */
export const keepsTypes = (mediaType: string): boolean =>
  ![urlencoded, text].some(({ covers }) => covers(plain(mediaType)))
