import { Context, Effect, Layer, Result, Semaphore } from "effect"
import { type Json, renderJson } from "../render/Json.ts"
import { CompanyStores, type Edit } from "../store/CompanyStores.ts"
import { businessRule, faultOf, type Refusal, unsupportedOperation } from "../store/Refusal.ts"

/** One write's answer: a member of the body, `"Bill":{…}` or `"Fault":{…}`, so that it fits a batch as well. */
export interface Written {
  readonly status: number
  readonly member: string
}

const member = (name: string, value: Json): string => `${JSON.stringify(name)}:${renderJson(value)}`

export const refusedWrite = (refusal: Refusal): Written => ({ status: 400, member: member("Fault", faultOf(refusal)) })

const tooLong = (requestId: string): Refusal =>
  businessRule(
    `You cannot enter more than 50 characters in the request_id field. You tried entering ${requestId.slice(0, 10)}..., which is ${requestId.length} characters.`
  )

/** Writes to companies, one after the other, each request id once. */
export class Writes extends Context.Service<
  Writes,
  {
    /**
     * Under a request id that was answered before, the original answer and no second write. Refusals are not kept:
     * the same id may be tried again until it succeeds. `deletes` answers with what is left of the object.
     */
    readonly write: (write: {
      readonly realmId: string
      readonly requestId: string | undefined
      readonly deletes: boolean
      readonly edit: Edit
    }) => Effect.Effect<Written>
  }
>()("@beep/sandbox/Writes") {
  static readonly layer = Layer.effect(
    Writes,
    Effect.gen(function* () {
      const stores = yield* CompanyStores
      const turns = yield* Semaphore.make(1)
      const answered = new Map<string, Written>()
      return Writes.of({
        write: Effect.fn("Writes.write")(function* ({ deletes, edit, realmId, requestId }) {
          if (requestId !== undefined && requestId.length > 50) return refusedWrite(tooLong(requestId))
          const key = requestId === undefined ? undefined : `${realmId}/${requestId}`
          const before = key === undefined ? undefined : answered.get(key)
          if (before !== undefined) return before
          const changed = yield* stores.change(realmId, edit)
          if (changed === undefined) return refusedWrite(unsupportedOperation("write"))
          if (Result.isFailure(changed)) return refusedWrite(changed.failure)
          const { entity, id } = changed.success
          const raw = deletes ? undefined : (yield* stores.view(realmId))?.object(entity, id)
          const written: Written = {
            status: 200,
            member:
              raw === undefined
                ? member(entity, { domain: "QBO", status: "Deleted", Id: id })
                : `${JSON.stringify(entity)}:${raw}`
          }
          if (key !== undefined) answered.set(key, written)
          return written
        }, turns.withPermits(1))
      })
    })
  )
}
