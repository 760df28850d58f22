/** Whether a media type, with parameters or without, is JSON or written in it: `application/problem+json; charset=utf-8`. */
export const isJsonType = (label: string | undefined): boolean => /^[^;]*[/+]json\s*(?:;|$)/i.test(label ?? '')

/** Whether a media type, with parameters or without, is XML or written in it. */
export const isXmlType = (label: string | undefined): boolean => /^[^;]*[/+]xml\s*(?:;|$)/i.test(label ?? '')
