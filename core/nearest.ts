/** The texts most like `wanted`, best first: they share the most pairs of neighbouring characters. */
export const nearest = (wanted: string, texts: readonly string[], count = 5): readonly string[] =>
  texts
    .map((text) => ({ text, likeness: likeness(pairs(wanted), pairs(text)) }))
    .filter(({ likeness }) => likeness > 0.3)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, count)
    .map(({ text }) => text)

const pairs = (text: string): ReadonlySet<string> =>
  new Set([...text.toLowerCase()].map((letter, index, letters) => letter + (letters[index + 1] ?? '')))

/** Dice's coefficient: 1 for the same pairs, 0 for none in common. */
const likeness = (some: ReadonlySet<string>, others: ReadonlySet<string>): number =>
  (2 * [...some].filter((pair) => others.has(pair)).length) / (some.size + others.size)
