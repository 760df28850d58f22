import { malformedForm as form, type MalformedForm } from './form.ts'
import { strayBytes } from './stray-bytes.ts'

/** What XML 1.0 does not allow, in a document without a declaration whose root holds elements that hold text. */
export const malformedXml: readonly MalformedForm[] = [
  form('overlapping', 'elements that overlap', (text) =>
    text.replace(/<(\w+)>([^<]*)<\/\1><(\w+)>([^<]*)<\/\3>/, '<$1>$2<$3></$1>$4</$3>'),
  ),
  form('other-case', 'an end tag in another case', (text) =>
    text.replace(leaf, (_, name, inside) => `<${name}>${inside}</${otherCase(name)}>`),
  ),
  form('not-closed', 'an element that is not closed', (text) => text.replace(leaf, '<$1>$2')),
  form('two-roots', 'two roots', (text) => `${text}${text}`),
  form('text-after-root', 'text after the root', (text) => `${text}garbage`),
  form('text-before-root', 'text before the root', (text) => `garbage${text}`),
  form('bare-ampersand', 'an ampersand that is not escaped', (text) => text.replace(leaf, '<$1>$2 & co</$1>')),
  form('bare-less-than', 'a less-than sign that is not escaped', (text) => text.replace(leaf, '<$1>$2 < </$1>')),
  form('unquoted-attribute', 'an attribute without quotes', (text) => text.replace(leaf, '<$1 a=1>$2</$1>')),
  form('attribute-twice', 'an attribute given twice', (text) => text.replace(leaf, '<$1 a="1" a="1">$2</$1>')),
  form('attribute-without-value', 'an attribute without a value', (text) => text.replace(leaf, '<$1 a>$2</$1>')),
  form('unknown-entity', 'an entity that nobody declared', (text) => text.replace(leaf, '<$1>$2&assay;</$1>')),
  form('null-reference', 'a reference to the character 0', (text) => text.replace(leaf, '<$1>$2&#0;</$1>')),
  form('letters-in-reference', 'a character reference of letters', (text) => text.replace(leaf, '<$1>$2&#zz;</$1>')),
  form('control-character', 'a control character', (text) => text.replace(leaf, '<$1>$2\u0001</$1>')),
  form('dashes-in-comment', 'two dashes within a comment', (text) => text.replace(leaf, '<!-- a -- b --><$1>$2</$1>')),
  form('late-declaration', 'a declaration after a blank', (text) => ` <?xml version="1.0"?>${text}`),
  form('blank-in-tag', 'a blank before the name of an element', (text) => text.replace(leaf, '< $1>$2</$1>')),
  form('attribute-in-end-tag', 'an attribute in an end tag', (text) => text.replace(leaf, '<$1>$2</$1 a="1">')),
  form('open-section', 'a section of text that is not closed', (text) => text.replace(leaf, '<$1><![CDATA[$2</$1>')),
  {
    ...form('unknown-prefix', 'a prefix that nobody declared', (text) => text.replace(leaf, '<assay:$1>$2</assay:$1>')),
    extension: true,
  },
  // Decoders put a mark in place of such bytes before any parser sees them, and say nothing of it.
  ...strayBytes.map(({ id, what, text: bytes }) => ({
    ...form(id, `${what}, which is not UTF-8`, (text) => text.replace(leaf, `<$1>$2${bytes}</$1>`)),
    extension: true as const,
  })),
]

/** The first element that holds words, so that what is added to it leaves its type alone. */
const leaf = /<(\w+)>([A-Za-z][^<>&]*)<\/\1>/

const otherCase = (name: string): string => (name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase())
