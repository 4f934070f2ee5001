import type { GoogleScopeExpansionRequiredError } from "@beep/connections/contract/googleProblems"
import type { MailSyncStatus } from "@beep/evidence/contract/mail/MailSync"
import type { ConnectionId } from "@beep/kernel/ids"
import { queryOptions } from "@tanstack/react-query"
import { Effect } from "effect"
import { callApi } from "../../api/callApi.ts"

/** What a call about a mailbox answers: how far it is read, or what a person has to do first. Told apart by the problem's `tag`. */
export type MailAnswer =
  | { readonly is: "status"; readonly status: MailSyncStatus }
  | { readonly is: "expand"; readonly problem: GoogleScopeExpansionRequiredError }
  | { readonly is: "choose" }
  | { readonly is: "relink" }

export const accountsQuery = queryOptions({
  queryKey: ["google", "accounts"],
  queryFn: ({ signal }) => callApi((client) => client.google.accounts(), signal)
})

const isReading = (answer: MailAnswer | undefined): boolean =>
  answer?.is === "status" && (answer.status.phase === "listing" || answer.status.phase === "fetching")

/** One call about a mailbox; the problems a person solves are answers, the rest are failures. */
const answered = (method: "startSync" | "syncState", providerAccountId: ConnectionId, signal?: AbortSignal) =>
  callApi(
    (client) =>
      client.mail[method]({ query: { providerAccountId } }).pipe(
        Effect.map((status): MailAnswer => ({ is: "status", status })),
        Effect.catchIf(
          (error) => "tag" in error,
          (problem): Effect.Effect<MailAnswer> =>
            problem.tag === "GoogleScopeExpansionRequiredError"
              ? Effect.succeed({ is: "expand", problem })
              : Effect.succeed({ is: "choose" })
        ),
        Effect.catchTag("MailboxRelinkRequired", () => Effect.succeed<MailAnswer>({ is: "relink" }))
      ),
    signal
  )

export const mailQuery = (providerAccountId: ConnectionId) =>
  queryOptions({
    queryKey: ["google", "mail", providerAccountId],
    queryFn: ({ signal }) => answered("syncState", providerAccountId, signal),
    refetchInterval: ({ state }) => (isReading(state.data) ? 1_000 : 30_000)
  })

export const startMail = (providerAccountId: ConnectionId): Promise<MailAnswer> => answered("startSync", providerAccountId)

export const unfiledQuery = queryOptions({
  queryKey: ["google", "unfiled"],
  queryFn: ({ signal }) => callApi((client) => client.mail.unfiled(), signal),
  refetchInterval: 30_000
})
