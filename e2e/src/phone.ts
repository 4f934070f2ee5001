import { TOTP } from "otpauth"

/** The authenticator app on a person's phone. A code works once: what comes next is the code of a later step. */
export const phoneWith = (secret: string) => {
  const totp = new TOTP({ secret })
  return { now: (): string => totp.generate(), next: (): string => totp.generate({ timestamp: Date.now() + 30_000 }) }
}
