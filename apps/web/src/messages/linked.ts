import type { OidcRefusal } from "@beep/tenancy/contract/Oidc"

const refused: Readonly<Record<OidcRefusal, string>> = {
  ended: "The way there and back took too long, or was begun elsewhere. Try again.",
  issuer: "The other sign-in did not confirm who you are. Try again, or sign in with your password.",
  not_linked: "This account opens nothing here yet. Sign in with your password and link it under Settings, Security.",
  linked_elsewhere: "This account is linked to somebody else already.",
  step_up: "It was too long since you confirmed that it is you. Try again."
}

/** Words of signing in with an account of another issuer. */
export const linked = {
  refused,
  signInWith: (issuer: string): string => `Sign in with ${issuer}`,
  leaving: "Opening",
  heading: "Linked sign-ins",
  text: "Accounts elsewhere that open this one, each proved once while you were signed in.",
  loading: "linked sign-ins",
  linkedNow: "The account is linked. It opens this one from now on.",
  none: "None is linked.",
  since: (when: string): string => `linked ${when}`,
  link: (issuer: string): string => `Link ${issuer}`,
  unlink: "Unlink",
  unlinkNamed: (issuer: string): string => `Unlink ${issuer}`,
  unlinked: "The sign-in is unlinked."
} as const
