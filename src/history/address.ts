/** Whether a place of a history is the address of a database and no file. */
export function isDatabaseAddress(place: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(place);
}

/** A place as messages show it: without the password, which a configuration should not hold but may. */
export function shownAddress(place: string): string {
  if (!isDatabaseAddress(place)) return place;
  return place.replace(/^([^:]+:\/\/[^:@/?#]*):[^@]*@/, '$1:***@').replace(/([?&]password=)[^&]*/i, '$1***');
}
