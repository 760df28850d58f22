/** The day in UTC, as in `2026-12-31`. */
export const today = (): string => new Date().toISOString().slice(0, 10)

/** Whether a text is a day of the calendar in that form. */
export const isDay = (text: string): boolean => {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  // 2026-02-30 would become a day of March.
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
