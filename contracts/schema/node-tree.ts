import { isObject, type Json } from '../../core/json.ts'
import { lazily } from '../../core/lazily.ts'
import { isSurelyMatch } from '../../core/pattern.ts'
import type { Source } from '../../core/requirement.ts'
import { annotation } from '../annotations.ts'
import { formsOf } from '../forms.ts'
import type { Flatten } from './flatten.ts'
import type { Parts, SchemaNode } from './node.ts'
import { type Levels, levelsIn, sourceIn, sourcesIn } from './provenance.ts'
import { fragmentsOf, mapReadings, type Reading } from './readings.ts'
import { additionalOf, asSchema, itemsOf, listed, propertiesOf, requiredOf, type Schema } from './schema.ts'

export type NodeContext = { readonly flatten: Readonly<Record<Reading, Flatten>> }

/** Deeper than any body that is sent; recursive schemas end here. */
const deepest = 12

/** Schemas that refer to each other in many ways have more places than anyone can try: the deeper ones are cut. */
const mostPlaces = 1_200

type Slot = {
  readonly raw: Readonly<Record<Reading, Json | undefined>>
  readonly path: readonly string[]
  readonly required: Readonly<Record<Reading, boolean>>
  readonly requiredAmbiguity?: number
  readonly source: Source
  readonly levels: Levels
  readonly above: readonly unknown[]
  /** How deep below the root it may be. */
  readonly depth: number
  /** How many places may be grown yet. */
  readonly room: { left: number }
  readonly direction: Direction
}

/** Which way a body goes. */
export type Direction = 'request' | 'reply'

export type Root = {
  readonly raw: Slot['raw']
  readonly source: Source
  readonly levels?: Levels
  /** @defaultValue 'request' */
  readonly direction?: Direction
}

/** The tree of places in a body. */
export const nodeTree = ({ raw, source, levels = {}, direction = 'request' }: Root, context: NodeContext): SchemaNode =>
  planted({ raw, path: [], required: { wide: true, strict: true, fair: true }, source, levels, direction }, context)

/** As deep as there is room for. */
const planted = (
  slot: Bare,
  context: NodeContext,
  { above = [], most = mostPlaces, deepest: levels = deepest }: Ground = {},
): SchemaNode => {
  for (let depth = levels; ; depth -= 1) {
    const room = { left: most }
    const tree = grow({ ...slot, above, depth: slot.path.length + depth, room }, context)
    if (room.left > 0 || depth === 1) return tree
  }
}

type Bare = Omit<Slot, 'above' | 'depth' | 'room'>
type Ground = { readonly above?: Slot['above']; readonly most?: number; readonly deepest?: number }

/** What is grown only for those who draw, takes no room from the places that are tried, and has little of its own. */
const mostDrawn = { most: 60, deepest: 5 }

const grow = (slot: Slot, context: NodeContext): SchemaNode => {
  const schemas = mapReadings((reading) => context.flatten[reading](slot.raw[reading]))
  const schema = schemas.strict
  const own = asSchema(slot.raw.strict)
  // Where a `$ref` was replaced by what it leads to, what stood beside it still says where the member is documented.
  const beside = isObject(own['x-assay-inlined']) ? own['x-assay-inlined'] : own
  const isReference = beside !== own || typeof own['$ref'] === 'string'
  const said = isReference ? beside : schema
  const source = sourceIn(said, slot.source) ?? slot.source
  const inner = { source: sourceIn(schema, source) ?? source, levels: levelsIn(schema) ?? slot.levels }
  slot.room.left -= 1
  const known = slot.above.includes(schema) || slot.path.length >= slot.depth || slot.room.left <= 0
  const childOf = (path: readonly string[], raw: Slot['raw'], more: Partial<Slot> = {}): SchemaNode =>
    grow(
      {
        raw,
        path,
        required: { wide: false, strict: false, fair: false },
        source: inner.source,
        levels: inner.levels,
        above: [...slot.above, schema],
        depth: slot.depth,
        room: slot.room,
        direction: slot.direction,
        ...more,
      },
      context,
    )
  const children = known ? {} : childrenOf(slot, schemas, inner.source, childOf)
  return {
    path: slot.path,
    schemas,
    required: slot.required,
    ...(slot.requiredAmbiguity === undefined ? {} : { requiredAmbiguity: slot.requiredAmbiguity }),
    fragments: fragmentsOf(schema),
    source,
    sources: sourcesIn(said, source),
    levels: levelsIn(said) ?? slot.levels,
    ambiguities: annotation(schema, 'x-assay-ambiguities') ?? [],
    isCut: known,
    properties: {},
    waived: [],
    ...children,
    branches: lazily(() => branchesOf(slot, schemas, context)),
    parts: lazily(() =>
      partsOf(schemas, (raw, step) => childOf([...slot.path, ...step], raw, { room: { left: mostDrawn.most } })),
    ),
    uncut: lazily(() => planted(slot, context, mostDrawn)),
  }
}

const branchesOf = (slot: Slot, schemas: Readonly<Record<Reading, Schema>>, context: NodeContext) => {
  if (slot.above.length > slot.depth + deepest) return []
  const forms = mapReadings((reading) => formsOf(schemas[reading]))
  return forms.strict.map((_, index) =>
    planted({ ...slot, raw: mapReadings((reading) => forms[reading][index]) }, context, {
      above: [...slot.above, schemas.strict],
      ...mostDrawn,
    }),
  )
}

type Drawn = (raw: Slot['raw'], step: readonly string[]) => SchemaNode

const partsOf = (schemas: Readonly<Record<Reading, Schema>>, child: Drawn): Parts => {
  const { contains, propertyNames, patternProperties, prefixItems } = schemas.strict
  const all = (raw: (schema: Schema) => Json | undefined) => mapReadings((reading) => raw(schemas[reading]))
  return {
    prefix: listed(prefixItems).map((_, index) =>
      child(
        all((schema) => listed(schema['prefixItems'])[index]),
        ['[]'],
      ),
    ),
    ...(contains === undefined
      ? {}
      : {
          contained: child(
            all((schema) => ({ allOf: [schema['contains'] ?? true, itemsOf(schema) ?? true] })),
            ['[]'],
          ),
        }),
    patterned: Object.keys(isObject(patternProperties) ? patternProperties : {}).map((pattern) => [
      pattern,
      child(
        all((schema) => asSchema(schema['patternProperties'])[pattern]),
        ['*'],
      ),
    ]),
    ...(propertyNames === undefined
      ? {}
      : {
          names: child(
            all((schema) => ({ allOf: [{ type: 'string' }, schema['propertyNames'] ?? true] })),
            ['*'],
          ),
        }),
  }
}

type Children = Pick<SchemaNode, 'properties' | 'waived' | 'items' | 'additional'>

const childrenOf = (
  slot: Slot,
  schemas: Readonly<Record<Reading, Schema>>,
  source: Source,
  childOf: (path: readonly string[], raw: Slot['raw'], more?: Partial<Slot>) => SchemaNode,
): Children => {
  const properties = mapReadings((reading) => membersOf(schemas[reading]))
  const named = Object.keys(properties.strict).map((name): [string, SchemaNode] => {
    const ambiguity = requiredAmbiguity(schemas.strict, name)
    const required = mapReadings((reading) => requiredOf(schemas[reading]).includes(name))
    const rowed = { ...source, row: source.row === undefined ? name : `${source.row} / ${name}` }
    return [
      name,
      childOf(
        [...slot.path, name],
        mapReadings((reading) => properties[reading][name]),
        {
          required,
          source: rowed,
          ...(ambiguity === undefined ? {} : { requiredAmbiguity: ambiguity }),
        },
      ),
    ]
  })
  const inArray = mapReadings((reading) => itemsOf(schemas[reading]))
  const inMap = mapReadings((reading) => additionalOf(schemas[reading]))
  const isOther = ([, { schemas }]: readonly [string, SchemaNode]) =>
    schemas.strict[slot.direction === 'request' ? 'readOnly' : 'writeOnly'] === true
  return {
    // What only replies hold is no part of a request; what only requests need hold may be left out of a reply.
    properties: Object.fromEntries(
      named.flatMap((one) => (!isOther(one) ? [one] : slot.direction === 'request' ? [] : [waive(one)])),
    ),
    waived: named.filter(isOther).map(([name]) => name),
    ...(isObject(inArray.strict) ? { items: childOf([...slot.path, '[]'], inArray) } : {}),
    ...(isObject(inMap.strict) ? { additional: childOf([...slot.path, '*'], inMap) } : {}),
  }
}

const waive = ([name, node]: readonly [string, SchemaNode]): [string, SchemaNode] => [
  name,
  { ...node, required: { wide: false, strict: false, fair: false } },
]

/** The members that a schema names, also where it only requires them; each with what its name alone calls for. */
const membersOf = (schema: Schema): Readonly<Record<string, Schema>> => {
  const named = propertiesOf(schema)
  const patterns = Object.entries(asSchema(schema['patternProperties']))
  const names = new Set([...Object.keys(named), ...requiredOf(schema)])
  return Object.fromEntries(
    [...names].map((name) => {
      const own = Object.hasOwn(named, name) ? listed(named[name] === undefined ? [] : [named[name]]) : []
      const all = [...own, ...patterns.filter(([pattern]) => isSurelyMatch(pattern, name)).map(([, one]) => one)]
      if (all.length === 0) return [name, asSchema(additionalOf(schema))]
      return [name, all.length === 1 ? asSchema(all[0]) : { allOf: all }]
    }),
  )
}

const requiredAmbiguity = (schema: Schema, name: string): number | undefined => {
  const strict = fragmentsOf(schema).find((fragment) => requiredOf(fragment).includes(name))
  const fair = annotation(schema, 'x-assay-fair')
  return strict?.ambiguity ?? (fair && requiredOf(fair).includes(name) ? fair['x-assay-fair-ambiguity'] : undefined)
}
