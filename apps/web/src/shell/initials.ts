/** At most two letters: of the first and the last word. */
export const initials = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => word !== "")
  const first = words[0]
  const last = words.length > 1 ? words.at(-1) : undefined
  return [first, last]
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase()
}
