import type { Codec } from './codec.ts'
import { json } from './json.ts'
import { xml } from './xml.ts'

/** Every codec; the first is for what none covers. */
const codecs: readonly Codec[] = [json, xml]

/** The codec of a media type, where the contract offers that type. What is labelled as anything else is read as JSON. */
export const codecFor = (contentType: string | undefined, offered: readonly string[] = []): Codec => {
  const mediaType = plain(contentType ?? '')
  const isOffered = offered.some((one) => plain(one) === mediaType)
  return (isOffered && codecs.find(({ covers }) => covers(mediaType))) || json
}

const plain = (mediaType: string): string => mediaType.split(';')[0]?.trim().toLowerCase() ?? ''
