import type { AccountMessage } from "@beep/tenancy/contract/AccountMessage"
import { DateTime, Redacted } from "effect"
import { letterHtml } from "./letterHtml.ts"
import { mails } from "./messages.ts"

export interface Letter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

interface Sender {
  readonly appName: string
  readonly appUrl: string
}

/** What a letter is made of, before it is text or page. */
export interface LetterParts {
  readonly subject: string
  readonly paragraphs: ReadonlyArray<string>
  readonly link: { readonly address: string; readonly words: string } | null
  readonly after: ReadonlyArray<string>
}

const instant = (at: DateTime.Utc): string => `${DateTime.formatIso(at).slice(0, 16).replace("T", " ")} UTC`

/** Where each link leads; the token goes after `#`, which no browser sends to a server. */
const pages = {
  invitation: "/invitation",
  password_reset: "/reset-password",
  address_change: "/confirm-address",
  address_changed: "/undo-address"
} as const

const partsOf = (message: AccountMessage, { appName, appUrl }: Sender): LetterParts => {
  switch (message.kind) {
    case "invitation":
    case "password_reset":
    case "address_change": {
      const { action } = mails[message.kind]
      const said =
        message.kind === "invitation"
          ? {
              subject: mails.invitation.subject(message.organization),
              body: mails.invitation.body(message.invitedBy, message.organization, message.role, appName)
            }
          : { subject: mails[message.kind].subject, body: mails[message.kind].body(appName) }
      return {
        subject: said.subject,
        paragraphs: [mails.greeting, said.body],
        link: { address: `${appUrl}${pages[message.kind]}#${Redacted.value(message.token)}`, words: action },
        after: [mails.until(instant(message.endsAt)), mails.ignore]
      }
    }
    case "address_changed": {
      const { action, body, subject } = mails.address_changed
      return {
        subject,
        paragraphs: [mails.greeting, body(appName, instant(message.at))],
        link: { address: `${appUrl}${pages.address_changed}#${Redacted.value(message.token)}`, words: action },
        after: [mails.until(instant(message.endsAt)), mails.wasYou]
      }
    }
    case "password_changed":
    case "factor_added":
    case "factor_removed": {
      const { body, subject } = mails[message.kind]
      return { subject, paragraphs: [mails.greeting, body(appName, instant(message.at))], link: null, after: [mails.notYou] }
    }
  }
}

/** One mail about an account, as text and as a page that needs no image and no address of ours but the link. */
export const accountLetter = (message: AccountMessage, sender: Sender): Letter => {
  const parts = partsOf(message, sender)
  const foot = mails.sender(sender.appName)
  const link = parts.link === null ? [] : [`${parts.link.words}:\n${parts.link.address}`]
  return {
    subject: parts.subject,
    text: [...parts.paragraphs, ...link, ...parts.after, foot].join("\n\n") + "\n",
    html: letterHtml(parts, foot)
  }
}
