import type { Role } from "@beep/kernel/Role"

const roles: Readonly<Record<Role, string>> = { owner: "owner", advisor: "advisor", staff: "staff member", viewer: "viewer" }

/** Every sentence of our mail. Instants come formatted, in UTC, and say so. */
export const mails = {
  greeting: "Hello,",
  ignore: "If you did not expect this message, you can ignore it: nothing changes without the link.",
  notYou: "If this was not you, change your password and tell the owner of your organization.",
  wasYou: "If this was you, there is nothing to do.",
  sender: (appName: string) => `This message was sent by ${appName}. Nobody reads answers to it.`,
  until: (instant: string) => `The link works once, until ${instant}.`,
  invitation: {
    subject: (organization: string) => `Your invitation to ${organization}`,
    body: (by: string, organization: string, role: Role, appName: string) =>
      `${by} invites you to join ${organization} in ${appName} as ${roles[role]}.`,
    action: "Accept the invitation"
  },
  password_reset: {
    subject: "Set a new password",
    body: (appName: string) => `Somebody asked to set a new password for your account in ${appName}.`,
    action: "Set a new password"
  },
  address_change: {
    subject: "Confirm your new mail address",
    body: (appName: string) => `This address is to become the one you sign in to ${appName} with.`,
    action: "Confirm this address"
  },
  address_changed: {
    subject: "Your mail address was changed",
    body: (appName: string, at: string) =>
      `The address of your account in ${appName} was changed on ${at}. This one no longer signs in. If this was not you, take it back: that also ends every session of your account.`,
    action: "Take the change back"
  },
  password_changed: {
    subject: "Your password was changed",
    body: (appName: string, at: string) => `The password of your account in ${appName} was changed on ${at}.`
  },
  factor_added: {
    subject: "A second factor was added",
    body: (appName: string, at: string) => `A second factor was added to your account in ${appName} on ${at}.`
  },
  factor_removed: {
    subject: "Your second factor was removed",
    body: (appName: string, at: string) => `The second factor of your account in ${appName} was removed on ${at}.`
  }
} as const
