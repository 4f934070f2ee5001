import { Schema } from "effect"

/** `common`: on every list of leaked passwords. `pattern`: one piece over and over, or keys in a row. `address`: made of the own address. */
export const PasswordWeakness = Schema.Literals(["common", "pattern", "address"])
export type PasswordWeakness = typeof PasswordWeakness.Type

/** Stems that lists of leaked passwords are made of; with digits and signs around them they are still the same guess. */
const stems = [
  "password",
  "passwort",
  "passw0rd",
  "letmein",
  "welcome",
  "iloveyou",
  "sunshine",
  "princess",
  "football",
  "baseball",
  "superman",
  "trustno",
  "dragon",
  "monkey",
  "master",
  "shadow",
  "michael",
  "qwerty",
  "qwertz",
  "azerty",
  "asdfgh",
  "zxcvbn",
  "admin",
  "administrator",
  "changeme",
  "default",
  "secret",
  "testtest",
  "whatever",
  "starwars",
  "advisor",
  "quickbooks",
  "beep"
]

const rows = ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm"]

const inARow = (text: string): boolean =>
  rows.some((row) => row.includes(text) || Array.from(row).toReversed().join("").includes(text))

/** What is left of a guess when digits and signs at its ends and the usual swaps are taken off. */
const stemOf = (text: string): string =>
  text
    .replace(/^[^a-z]+|[^a-z]+$/g, "")
    .replaceAll("0", "o")
    .replaceAll("1", "i")
    .replaceAll("3", "e")
    .replaceAll("@", "a")
    .replaceAll("$", "s")

/** The shortest piece that the whole text is made of, over and over. */
const pieceOf = (text: string): string => text.slice(0, (text + text).indexOf(text, 1))

/**
 * Why a password of the right length is still among the first guesses, or null. Rules and no list of
 * leaks: a list of our own would be short, and asking a service would tell it about the password.
 */
export const passwordWeakness = (password: string, email: string): PasswordWeakness | null => {
  const text = password.toLowerCase()
  const piece = pieceOf(text)
  if (piece.length <= text.length / 2 && piece.length <= 6) return "pattern"
  if (inARow(text) || new Set(text).size < 5) return "pattern"
  const stem = stemOf(text)
  if (stems.includes(stem) || stems.includes(pieceOf(stem))) return "common"
  const [name = "", domain = ""] = email.split("@")
  const firm = domain.split(".")[0] ?? ""
  const bare = text.replace(/[^a-z]/g, "")
  return [name, firm, `${name}${firm}`].map((part) => part.replace(/[^a-z]/g, "")).includes(bare) || text.includes(email)
    ? "address"
    : null
}
