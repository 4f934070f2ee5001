/** The zones this browser knows, with the one that is set in any case. */
export const zoneNames = (set: string): ReadonlyArray<string> => {
  const known = Intl.supportedValuesOf("timeZone")
  return known.includes(set) ? known : [set, ...known]
}
