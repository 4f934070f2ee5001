import { Context, Effect, Layer } from "effect"
import type { GoogleAccount } from "./GoogleAccount.ts"
import { arrived, type Arrived } from "./arrived.ts"

/** A message as it lies in one mailbox. */
export interface StoredMessage {
  readonly id: string
  readonly threadId: string
  readonly labels: ReadonlyArray<string>
  /** Epoch milliseconds. */
  readonly internalDate: number
  readonly historyId: number
  readonly mail: Arrived
}

export interface HistoryRecord {
  readonly id: number
  readonly kind: "messagesAdded" | "messagesDeleted" | "labelsAdded" | "labelsRemoved"
  readonly message: Pick<StoredMessage, "id" | "threadId" | "labels">
  /** Of the two label kinds: which ones. */
  readonly labels: ReadonlyArray<string>
}

export interface Mailbox {
  readonly messages: Map<string, StoredMessage>
  history: ReadonlyArray<HistoryRecord>
  /** History ids below this one are answered with 404. */
  oldest: number
  last: number
}

const firstHistoryId = 1000

/** The mailboxes of the accounts the stand-in knows, and what a person or a correspondent does to them. */
export class GoogleMail extends Context.Service<
  GoogleMail,
  {
    readonly accounts: ReadonlyArray<GoogleAccount>
    readonly mailbox: (email: string) => Mailbox | undefined
    /** Puts the message into the mailbox of every account among its participants; answers how many. */
    readonly deliver: (raw: Uint8Array) => Effect.Effect<number>
    /** For ever, as a person empties the trash; false when it is not there. */
    readonly remove: (email: string, id: string) => Effect.Effect<boolean>
    readonly relabel: (
      email: string,
      id: string,
      change: { readonly add: ReadonlyArray<string>; readonly remove: ReadonlyArray<string> }
    ) => Effect.Effect<boolean>
    /** Other bytes under the same id: what no real mailbox does to a sent message, and a reader must survive. */
    readonly replace: (email: string, id: string, raw: Uint8Array) => Effect.Effect<boolean>
    /** The history so far is too old to be asked for. */
    readonly forgetHistory: (email: string) => Effect.Effect<void>
  }
>()("@beep/sandbox/GoogleMail") {
  static readonly layer = (accounts: ReadonlyArray<GoogleAccount>, mails: ReadonlyArray<Uint8Array>) =>
    Layer.effect(
      GoogleMail,
      Effect.gen(function* () {
        const boxes = new Map<string, Mailbox>(
          accounts.map(({ email }) => [email, { messages: new Map(), history: [], oldest: firstHistoryId, last: firstHistoryId }])
        )

        const record = (
          box: Mailbox,
          kind: HistoryRecord["kind"],
          message: StoredMessage,
          labels: ReadonlyArray<string> = []
        ) => {
          const id = box.last
          box.history = [...box.history, { id, kind, message, labels }]
        }

        const stamped = (box: Mailbox, message: Omit<StoredMessage, "historyId">): StoredMessage => {
          box.last += 1
          const stored = { ...message, historyId: box.last }
          box.messages.set(stored.id, stored)
          return stored
        }

        const add = (email: string, box: Mailbox, mail: Arrived) => {
          const id = mail.idIn(email)
          if (box.messages.has(id)) return
          const earlier = [...box.messages.values()].find(({ mail: { messageId } }) => mail.references.includes(messageId))
          const isSent = mail.from === email
          const message = stamped(box, {
            id,
            threadId: earlier?.threadId ?? id,
            labels: isSent ? ["SENT"] : ["INBOX", "UNREAD"],
            internalDate: mail.date,
            mail
          })
          record(box, "messagesAdded", message)
        }

        const accept = (mail: Arrived): number => {
          const owners = accounts.filter(({ email }) => mail.participants.includes(email))
          for (const { email } of owners) {
            const box = boxes.get(email)
            if (box !== undefined) add(email, box, mail)
          }
          return owners.length
        }

        const change = (email: string, id: string, act: (box: Mailbox, message: StoredMessage) => void) =>
          Effect.sync(() => {
            const box = boxes.get(email)
            const message = box?.messages.get(id)
            if (box === undefined || message === undefined) return false
            act(box, message)
            return true
          })

        const read = yield* Effect.forEach(mails, arrived, { concurrency: 4 })
        for (const mail of read.toSorted((one, other) => one.date - other.date)) accept(mail)

        return GoogleMail.of({
          accounts,
          mailbox: (email) => boxes.get(email),
          deliver: (raw) => Effect.map(arrived(raw), accept),
          remove: (email, id) =>
            change(email, id, (box, message) => {
              box.last += 1
              box.messages.delete(id)
              record(box, "messagesDeleted", message)
            }),
          relabel: (email, id, { add: added, remove: removed }) =>
            change(email, id, (box, message) => {
              const gone = new Set(removed)
              const labels = [...new Set([...message.labels, ...added])].filter((label) => !gone.has(label))
              const stored = stamped(box, { ...message, labels })
              if (added.length > 0) record(box, "labelsAdded", stored, added)
              if (removed.length > 0) record(box, "labelsRemoved", stored, removed)
            }),
          replace: (email, id, raw) =>
            Effect.flatMap(arrived(raw), (mail) =>
              change(email, id, (box, message) => {
                record(box, "messagesAdded", stamped(box, { ...message, mail }))
              })
            ),
          forgetHistory: (email) =>
            Effect.sync(() => {
              const box = boxes.get(email)
              if (box === undefined) return
              box.last += 1
              box.oldest = box.last
              box.history = []
            })
        })
      })
    )
}
