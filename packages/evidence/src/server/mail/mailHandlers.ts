import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { MailLocalApi } from "../../contract/mail/MailApi.ts"
import { MailSync } from "./MailSync.ts"
import { Threads } from "./Threads.ts"

export const mailHandlers = HttpApiBuilder.group(
  MailLocalApi,
  "mail",
  Effect.fn(function* (handlers) {
    const sync = yield* MailSync
    const threads = yield* Threads
    return handlers.handleAll({
      startSync: ({ query }) => sync.start(query.providerAccountId),
      syncState: ({ query }) => sync.state(query.providerAccountId),
      unfiled: () => threads.unfiled,
      fileThread: ({ params, payload }) => threads.file(params.threadId, payload.clientId),
      threads: ({ params, query }) => threads.ofClient(params.clientId, query),
      thread: ({ params }) => threads.get(params.clientId, params.threadId),
      moveThread: ({ params, payload }) => threads.move(params.clientId, params.threadId, payload.toClientId)
    })
  })
)
