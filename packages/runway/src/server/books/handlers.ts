import { Effect, Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { BooksLocalApi } from "../../contract/BooksApi.ts"
import { CashDecisions } from "../cash/CashDecisions.ts"
import { ClientList } from "../clients/ClientList.ts"
import { ClientDataIssues } from "./ClientDataIssues.ts"
import { QuickBooksDesk } from "./QuickBooksDesk.ts"

export const booksHandlers = HttpApiBuilder.group(
  BooksLocalApi,
  "books",
  Effect.fn(function* (handlers) {
    const cash = yield* CashDecisions
    const clients = yield* ClientList
    const desk = yield* QuickBooksDesk
    const issues = yield* ClientDataIssues
    return handlers.handleAll({
      dataIssues: ({ params }) => issues.list(params.clientId),
      cash: ({ params }) => cash.standing(params.clientId),
      decideCash: ({ params, payload }) =>
        Effect.tap(cash.change(params.clientId, payload), () => clients.worked(params.clientId)),
      quickBooks: () => desk.standings
    })
  })
).pipe(Layer.provide([CashDecisions.layer, ClientDataIssues.layer, QuickBooksDesk.layer]))
