import { PasswordWeakness } from "@beep/tenancy/contract/passwordWeakness"
import { Option, Schema } from "effect"
import { failureOf } from "../../api/ApiFailure.ts"
import { newPassword } from "../../messages/recovery.ts"
import type { FailureWords } from "../../shell/FailureNotice.tsx"

const decode = Schema.decodeUnknownOption(PasswordWeakness)

/** Why the server would not take a password, for `FailureNotice`. */
export const weakPasswordWords = (error: unknown): FailureWords => {
  const because = decode(failureOf(error).word)
  return Option.isSome(because) ? { weak_password: newPassword.weak[because.value] } : {}
}
