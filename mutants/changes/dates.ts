/** Whether a value is a date, or a date and time, of ISO 8601. */
export const isDate = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}(?:$|T\d)/.test(value) &&
  !Number.isNaN(Date.parse(value.slice(0, 10)))
