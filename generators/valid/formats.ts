import fc from 'fast-check'

const two = (number: number): string => String(number).padStart(2, '0')

/** Whole days of the years 2023 and 2024, a leap day among them. */
const day: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 730 })
  .map((days) => new Date(Date.UTC(2023, 0, 1 + days)).toISOString().slice(0, 10))

const time: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 }))
  .map(([hours, minutes, seconds]) => `${two(hours)}:${two(minutes)}:${two(seconds)}`)

const utc: fc.Arbitrary<string> = fc.tuple(day, time).map(([date, clock]) => `${date}T${clock}Z`)

/** As most servers write it: the zone by its offset, which `Z` is not to all of them. */
const offset: fc.Arbitrary<string> = fc
  .tuple(day, time, fc.constantFrom('+01:00', '+00:00', '-05:00'))
  .map(([date, clock, zone]) => `${date}T${clock}${zone}`)

const label = fc.string({ unit: fc.constantFrom(...'abcxyz'), minLength: 1, maxLength: 8 })

/** Strings of each format, all of ranges reserved for examples. */
export const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'date-time': utc,
  'utc-date-time': utc,
  'iso-date-time': utc,
  'offset-date-time': offset,
  date: day,
  time: time.map((clock) => `${clock}Z`),
  duration: fc.integer({ min: 1, max: 48 }).map((hours) => `PT${hours}H`),
  email: label.map((name) => `${name}@example.com`),
  'idn-email': label.map((name) => `${name}@example.com`),
  hostname: label.map((name) => `${name}.example.com`),
  ipv4: fc.integer({ min: 1, max: 254 }).map((host) => `192.0.2.${host}`),
  ipv6: fc.integer({ min: 1, max: 65_535 }).map((host) => `2001:db8::${host.toString(16)}`),
  uri: label.map((name) => `https://example.com/${name}`),
  url: label.map((name) => `https://example.com/${name}`),
  'uri-reference': label.map((name) => `/${name}`),
  iri: label.map((name) => `https://example.com/${name}`),
  uuid: fc.uuid({ version: 4 }),
  'json-pointer': label.map((name) => `/${name}`),
  regex: fc.constantFrom('^a$', '.*'),
  byte: fc.base64String({ minLength: 4, maxLength: 16 }),
  binary: label,
  password: label,
}

const web = fc
  .tuple(
    fc.constantFrom('https', 'http'),
    fc.constantFrom('www.example.com', 'example.com', 'api.example.com'),
    fc.constantFrom('', '/', '/a', '/a/b', '/a.jpg', '/a.png', '/a.pdf', '/a.html', '/a.json', '/a?b=c'),
  )
  .map(([scheme, host, path]) => `${scheme}://${host}${path}`)

/** Less plain ones, for patterns that the plain ones do not match. */
export const furtherFormats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uri: web,
  url: web,
  'date-time': fc.oneof(
    offset,
    utc.map((text) => text.replace('Z', '.000Z')),
    utc.map((text) => text.replace('Z', '+00:00')),
  ),
  email: fc.tuple(label, label).map(([first, last]) => `${first}.${last}@mail.example.com`),
  byte: fc.base64String({ minLength: 4, maxLength: 400 }),
}
