/** What a target sends may hold escape sequences: control characters are shown as JSON writes them, not obeyed. */
export const visible = (text: string): string => text.replace(control, shown)

/** Also those that turn the direction of writing. */
const control = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu

const shown = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
