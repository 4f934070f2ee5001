import type { QuickFixKind } from "@beep/runway/contract/hygiene/QuickFix"
import type { WrittenEntity } from "@beep/runway/contract/writeback/FieldValues"
import type { WriteReason, WriteState } from "@beep/runway/contract/writeback/WriteState"

/** Staged, recorded and confirmed are different words, and nothing else is said for any of them. */
const states: Readonly<Record<WriteState, string>> = {
  staged: "Staged",
  sending: "Sending",
  recorded: "Recorded",
  confirmed: "Confirmed",
  conflict: "Not written",
  refused: "Refused",
  cancelled: "Taken back"
}

const says: Readonly<Record<WriteState, string>> = {
  staged: "Kept here. Not in QuickBooks yet.",
  sending: "Sent. QuickBooks has not answered yet.",
  recorded: "QuickBooks answered that it took the value. It is being read back.",
  confirmed: "Read back from QuickBooks: it shows the value.",
  conflict: "Nothing was written.",
  refused: "QuickBooks refused it. Nothing was written.",
  cancelled: "Taken back before it was sent. Nothing was written."
}

const reasons: Readonly<Record<WriteReason, string>> = {
  outage: "QuickBooks does not answer. It goes out again by itself.",
  throttled: "QuickBooks asked to wait. It goes out again by itself.",
  reconnect_required: "The connection to QuickBooks has ended. It goes out after somebody reconnects.",
  subscription_ended: "The QuickBooks subscription has ended. It goes out when the company is open again.",
  switched_off: "Writing to QuickBooks is switched off. It goes out when it is switched on.",
  changed: "The record was changed in QuickBooks first.",
  deleted: "The record was deleted in QuickBooks.",
  already_so: "QuickBooks has this value already.",
  business_rule: "QuickBooks has a rule against it.",
  period_closed: "The books are closed for this date.",
  not_accepted: "QuickBooks does not accept this write.",
  changed_since: "The record was changed again in QuickBooks since.",
  not_confirmed: "QuickBooks has not shown it for more than a day: look at the record there."
}

/** The same of one that QuickBooks took already: it is read back, and does not go out again. */
const unread: Readonly<Partial<Record<WriteReason, string>>> = {
  outage: "QuickBooks does not answer now.",
  throttled: "QuickBooks asked to wait.",
  reconnect_required: "The connection to QuickBooks has ended: it is read back after somebody reconnects.",
  subscription_ended: "The QuickBooks subscription has ended: it is read back when the company is open again.",
  switched_off: "Writing to QuickBooks is switched off."
}

const reasonOf = (state: WriteState, reason: WriteReason): string =>
  (state === "recorded" ? unread[reason] : undefined) ?? reasons[reason]

const entities: Readonly<Record<WrittenEntity, string>> = {
  Bill: "bill",
  Invoice: "invoice",
  Vendor: "vendor",
  Customer: "customer"
}

const fields: Readonly<Record<QuickFixKind, string>> = { set_due_date: "Due date", set_terms: "Terms", add_email: "Email" }

export const writes = {
  title: "Writes to QuickBooks",
  loadFailed: "The writes to QuickBooks could not be loaded.",
  state: states,
  says: (state: WriteState, reason: WriteReason | null): string =>
    `${reason === null ? "" : `${reasonOf(state, reason)} `}${says[state]}`,
  what: (kind: QuickFixKind, entity: WrittenEntity, title: string): string => `${fields[kind]} of ${entities[entity]} ${title}`,
  from: "Before",
  to: "Ordered",
  now: "In QuickBooks",
  none: "none",
  due: (date: string): string => `due ${date}`,
  next: (when: string): string => `Next attempt ${when}.`,
  cancel: "Take back",
  putBack: "Put the old value back",
  undoes: "Puts the old value back.",
  off: "Writing to QuickBooks is switched off for your firm. What is staged waits.",
  undone: {
    cancelled: "Taken back. Nothing was sent.",
    staged: "Staged: the old value. Not in QuickBooks yet.",
    too_late: "It is too late to take this back from here."
  },
  confirmed: (what: string): string => `Confirmed in QuickBooks: ${what}.`,
  ended: (what: string, state: string): string => `${state}: ${what}.`
} as const
