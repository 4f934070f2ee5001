/** `"−1,234.56"` -> `-123456`: what a screen shows, in whole cents. */
export const centsOf = (text: string): number => {
  const match = /([\u2212-]?)\$?([\d,]+)\.(\d{2})/.exec(text)
  if (match === null) throw new Error(`no amount in "${text}"`)
  const cents = Number(`${(match[2] ?? "").replaceAll(",", "")}${match[3]}`)
  return match[1] === "" ? cents : -cents
}
