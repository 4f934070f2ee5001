import type { PasswordWeakness } from "@beep/tenancy/contract/passwordWeakness"

const weak: Readonly<Record<PasswordWeakness, string>> = {
  common: "This password is among the first a stranger would try. Choose another one.",
  pattern: "This password is one piece repeated, or keys in a row. Choose another one.",
  address: "This password is made of your address. Choose another one."
}

/** Words of choosing a password, wherever one is chosen. */
export const newPassword = {
  label: "New password",
  hint: "12 characters or more. A sentence is easier to keep than signs.",
  short: "Enter a password of 12 characters or more.",
  repeat: "New password again",
  differs: "The two entries differ.",
  weak
} as const

/** Pages that a mailed link leads to, and the one that asks for a link. */
export const recovery = {
  linkMissing: "This page opens from the link in a mail. Open the link again: it works once, and is not kept in the address.",
  linkClosed: "This link no longer works: it was used, is past its time, or something newer took its place.",
  ask: {
    title: "Forgot password",
    heading: "Set a new password by mail",
    text: "A link goes to this address when it belongs to a member.",
    submit: "Send the link",
    busy: "Sending",
    sentHeading: "Look into your mail",
    sent: (minutes: number): string =>
      `If the address belongs to a member, a link is on its way. It works once and for ${minutes} minutes.`,
    again: "Send another one"
  },
  reset: {
    title: "New password",
    heading: "Set a new password",
    text: "Every session of your account ends with it. The second factor stays as it is.",
    submit: "Set the password",
    busy: "Setting",
    doneHeading: "Your password is set",
    done: "Every session of your account has ended. Sign in with the new password.",
    askAgain: "Ask for another link"
  },
  address: {
    title: "Confirm address",
    heading: "Confirm your new mail address",
    text: "From then on you sign in with this address. The former one is told.",
    submit: "Confirm this address",
    busy: "Confirming",
    doneHeading: "Your address is changed",
    done: "Sign in with the new address from now on."
  },
  undo: {
    title: "Take the change back",
    heading: "Take the change of your address back",
    text: "The former address signs in again, and every session of your account ends. Set a new password after it.",
    submit: "Take it back",
    busy: "Taking back",
    doneHeading: "The former address is back",
    done: "Every session of your account has ended. Set a new password now, in case somebody knows the old one."
  },
  toSignIn: "Go to sign-in",
  toReset: "Set a new password"
} as const
