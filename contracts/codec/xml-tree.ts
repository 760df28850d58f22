import { SaxesParser } from 'saxes'
import { deepest } from '../../core/json.ts'

/** An element of an XML text, without its prefix. */
export type XmlElement = {
  readonly name: string
  readonly isNil: boolean
  readonly attributes: readonly XmlAttribute[]
  readonly text: string
  readonly children: readonly XmlElement[]
}

/** An attribute as it is written, and its name without a prefix; declarations of namespaces are none. */
export type XmlAttribute = { readonly full: string; readonly name: string; readonly value: string }

export type XmlDocument = {
  readonly root: XmlElement
  /** The one that the root's name is of; undefined where it is of none. */
  readonly namespace: string | undefined
  readonly doctype: string | undefined
}

type Open = Omit<XmlElement, 'text' | 'children'> & { text: string; readonly children: Open[] }

/** In one pass, in time that grows with the text alone. Nothing is expanded and nothing is turned into numbers on the way. */
export const parseXml = (text: string): XmlDocument | { readonly why: string } => {
  // No character of XML; the parser trips over one at the end of a text.
  if (/\p{Surrogate}/u.test(text)) return { why: 'The body is not well-formed XML: it holds half of a character' }
  const parser = new SaxesParser()
  const open: Open[] = []
  let root: Open | undefined
  let namespace: string | undefined
  let doctype: string | undefined
  const add = (piece: string): void => {
    const inner = open.at(-1)
    if (inner) inner.text += piece
  }
  parser.on('doctype', (declared) => {
    doctype = `<!DOCTYPE${declared}>`
  })
  parser.on('opentag', ({ name, attributes: written }) => {
    if (open.length >= deepest) throw new Unreadable(`The body is XML nested deeper than ${deepest} levels`)
    const attributes = Object.entries(written)
      .filter(([full]) => !/^xmlns(?::|$)/.test(full))
      .map(([full, value]) => ({ full, name: localName(full), value }))
    const isNil = attributes.some((one) => one.name === 'nil' && /^(?:true|1)$/.test(one.value))
    const element: Open = { name: localName(name), isNil, attributes, text: '', children: [] }
    open.at(-1)?.children.push(element)
    if (!root) namespace = written[declarationOf(name)] || undefined
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('error', ({ message }) => {
    // What a document type declares is not looked at; without one, an entity that XML does not have is an error.
    if (doctype !== undefined && /undefined entity/.test(message)) return
    throw new Unreadable(`The body is not well-formed XML: ${plain(message)} (line ${parser.line})`)
  })
  try {
    parser.write(text).close()
  } catch (error) {
    if (error instanceof Unreadable) return { why: error.message }
    throw error
  }
  return root ? { root, namespace, doctype } : { why: 'The body is not well-formed XML: it has no root element' }
}

class Unreadable extends Error {}

/** Without the place, which is reported otherwise, and the full stop. */
const plain = (message: string): string => message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The attribute that says what namespace a name is of. */
const declarationOf = (name: string): string => (name.includes(':') ? `xmlns:${name.split(':')[0]}` : 'xmlns')
