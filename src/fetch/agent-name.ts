/*
 * The name under which sites are asked. Who runs a site must be able to find out who asks and how to reach them.
 */

/** The name: program and version, and how to reach whoever runs it. @param contact checked by `isContact`. */
export function nameAgent(version: string, contact: string | undefined): string {
  if (contact === undefined) return `preclear/${version} (listing pre-check)`;
  return `preclear/${version} (+${/^https?:/i.test(contact) ? contact : `mailto:${contact}`})`;
}

/** Whether a text is an e-mail address or a web address that can stand in a header. */
export function isContact(text: string): boolean {
  if (text.length > 200 || !/^[\x21-\x7e]+$/.test(text) || /[()<>\\"]/.test(text)) return false;
  return /^[^@/]+@[^@/]+\.[^@/]+$/.test(text) || (/^https?:\/\//i.test(text) && URL.canParse(text));
}
