import { createHash } from "node:crypto"

/** A Google account of nobody: a subject that never changes and an address. */
export interface GoogleAccount {
  readonly subject: string
  readonly email: string
}

export const googleAccount = (email: string): GoogleAccount => ({
  email: email.trim().toLowerCase(),
  subject: BigInt(
    `0x${createHash("sha256").update(`google/${email.trim().toLowerCase()}`).digest("hex").slice(0, 16)}`
  ).toString()
})
