import type { Source } from '../core/requirement.ts'

/** What the documents rely on without saying it: promises that rest on these are `should`. */
export const standards = {
  /** How a server says that a method is none of the resource's. */
  method: { document: 'RFC 9110 HTTP Semantics', section: '15.5.6 405 Method Not Allowed', kind: 'standard' },
  /** How a server refuses credentials. */
  credentials: { document: 'RFC 9110 HTTP Semantics', section: '15.5.2 401 Unauthorized', kind: 'standard' },
  /** What a label says of a body. */
  label: { document: 'RFC 9110 HTTP Semantics', section: '8.3 Content-Type', kind: 'standard' },
  /** What of a request may be written in several ways. */
  fields: { document: 'RFC 9110 HTTP Semantics', section: '5.1 Field Names', kind: 'standard' },
  json: { document: 'RFC 8259 JSON', section: '2 JSON Grammar', kind: 'standard' },
  xml: { document: 'XML 1.0', section: '2 Documents', kind: 'standard' },
  /** When a reply is whole. */
  message: { document: 'RFC 9112 HTTP/1.1', section: '8 Handling Incomplete Messages', kind: 'standard' },
  /** Secrets of the caller do not belong in what is sent. */
  secrets: { document: 'CWE-201', section: 'Insertion of Sensitive Information Into Sent Data', kind: 'standard' },
  /** Nor do those of other callers. */
  others: { document: 'CWE-488', section: 'Exposure of Data Element to Wrong Session', kind: 'standard' },
  /** Nor does the inside of the program in what is said of a failure. */
  failures: {
    document: 'CWE-209',
    section: 'Generation of Error Message Containing Sensitive Information',
    kind: 'standard',
  },
  /** A document type lets whoever writes it say what readers expand. */
  documentType: { document: 'CWE-827', section: 'Improper Control of Document Type Definition', kind: 'standard' },
} as const satisfies Readonly<Record<string, Source>>
