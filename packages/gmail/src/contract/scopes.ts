/** The one scope mail is read with; calendar scopes are not asked for (knowledge.md 6.7). */
export const gmailReadonly = "https://www.googleapis.com/auth/gmail.readonly"

/** What tells one Google account from another: its subject, and the address a person knows it by. */
const identityScopes = ["openid", "https://www.googleapis.com/auth/userinfo.email"] as const

/** The full set that reading mail needs; a relink asks for all of it, so that no scope is lost. */
export const mailScopes: ReadonlyArray<string> = [...identityScopes, gmailReadonly]

/** What of `required` an account has not granted; in the order required. */
export const missingScopes = (granted: ReadonlyArray<string>, required: ReadonlyArray<string>): ReadonlyArray<string> => {
  const has = new Set(granted)
  return required.filter((scope) => !has.has(scope))
}
