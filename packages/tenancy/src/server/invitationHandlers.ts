import { Effect } from "effect"
import type { HttpServerRequest } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import { InvitationLocalApi } from "../contract/InvitationApi.ts"
import { OriginNotAllowed } from "../contract/problems.ts"
import { AuthSettings } from "./AuthSettings.ts"
import { addressOf } from "./internal/addressOf.ts"
import { forbidStoring, sayWhenToComeBack } from "./internal/responseHeaders.ts"
import { InvitationDoor } from "./InvitationDoor.ts"

export const invitationHandlers = HttpApiBuilder.group(
  InvitationLocalApi,
  "invitation",
  Effect.fn(function* (handlers) {
    const { origins } = yield* AuthSettings
    const door = yield* InvitationDoor

    /** A page of another origin has no business here; programs send no Origin. */
    const ours = (request: HttpServerRequest.HttpServerRequest) => {
      const origin = request.headers["origin"]
      return origin !== undefined && !origins.includes(origin) ? Effect.fail(new OriginNotAllowed()) : Effect.void
    }

    return handlers.handleAll({
      look: Effect.fnUntraced(function* ({ payload, request }) {
        yield* ours(request)
        yield* forbidStoring
        return yield* door.look(payload.token)
      }),
      accept: Effect.fnUntraced(function* ({ payload, request }) {
        yield* ours(request)
        yield* forbidStoring
        return yield* door.accept(payload, addressOf(request)).pipe(sayWhenToComeBack)
      })
    })
  })
)
