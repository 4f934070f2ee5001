/** Words of an entry, in any order and case, are found as the beginnings of its words. */
export const matches = (text: string, typed: string): boolean => {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== "")
    .every((part) => words.some((word) => word.startsWith(part)))
}
