import { Effect } from "effect"
import type { SecureRandom } from "effect/crypto"
import { backupCodesMade } from "../../contract/SecondFactor.ts"

/** No letter that is read as another one or as a digit. */
const alphabet = "ABCDEFGHJKMNPQRSTVWXYZ0123456789"

const length = 10

/** 50 random bits each; stored under a keyed hash, so that a stolen table cannot be searched. */
export const newBackupCodes = (random: SecureRandom.SecureRandom["Service"]): Effect.Effect<ReadonlyArray<string>> =>
  Effect.map(Effect.replicateEffect(random.randomBytes(length), backupCodesMade), (all) =>
    all.map((bytes) => {
      const code = Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join("")
      return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`
    })
  )

/** Spaces, hyphens and case are how a person writes a code down. */
export const normalCode = (code: string): string => code.replace(/[ -]/g, "").toUpperCase()

export const isAppCode = (code: string): boolean => /^[0-9]{6}$/.test(code)
