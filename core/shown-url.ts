/** An address as it may be shown: without user, password, query and fragment, which may let somebody in. */
export const shownUrl = (text: string): string =>
  text
    .replace(/^([^/?#]*:)?\/*[^/?#]*@/, (found) => `${/^[a-z][a-z\d+.-]*:\/\//i.exec(found)?.[0] ?? ''}…@`)
    .replace(/([?#]).*$/s, '$1…')
