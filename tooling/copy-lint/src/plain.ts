const entities: Readonly<Record<string, string>> = {
  amp: "&",
  nbsp: " ",
  shy: "",
  zwnj: "",
  zwj: "",
  quot: `"`,
  apos: "'",
  lt: "<",
  gt: ">"
}

const decoded = (text: string): string =>
  text.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name.toLowerCase()] ?? whole
    const code = name[1]?.toLowerCase() === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

/**
 * Text as a reader takes it in: markup and entities resolved, invisible
 * characters gone, compatibility forms folded, `camelCase`, `snake_case` and
 * `kebab-case` opened into words, one space between them, lower case.
 */
export const plain = (text: string): string =>
  decoded(text.replace(/<[^<>]{0,400}>/g, " "))
    .normalize("NFKC")
    .replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, "")
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/[^\p{L}\p{N}'&.!?;:]+/gu, " ")
    .toLowerCase()
    .trim()
