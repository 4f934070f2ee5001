import { Effect, Option, Schema } from "effect"
import { type EntityName, entitySchemas, type EntityTypes } from "../contract/entities/entityTypes.ts"
import type { Mirrored } from "../contract/entities/Mirrored.ts"
import { PermanentFault, type QuickBooksError } from "../contract/faults.ts"
import { exactJson } from "../contract/wire/exactJson.ts"
import { rawAt } from "../contract/wire/rawJson.ts"
import { classify } from "../faults/classify.ts"
import { readWireFault } from "../faults/WireFault.ts"

const unreadable = () => new PermanentFault({ code: null, httpStatus: 200, intuitTid: null, reason: "unreadable" })

/** Decodes an answer of status 200. Some faults hide behind that status, so an odd one is read again as a fault. */
export const readAnswer = <A>(schema: Schema.Decoder<A>, text: string): Effect.Effect<A, QuickBooksError> =>
  Effect.try({ try: () => exactJson(text), catch: unreadable }).pipe(
    Effect.flatMap(Schema.decodeUnknownEffect(schema)),
    Effect.catch(() =>
      Effect.flatMap(readWireFault(text), (fault) =>
        Effect.fail(
          Option.isSome(fault)
            ? classify({ httpStatus: 200, intuitTid: null, retryAfterSeconds: null, fault: fault.value })
            : unreadable()
        )
      )
    )
  )

/** The source text under a path; `SyntaxError` cannot happen after {@link readAnswer} accepted the text. */
export const requireRaw = (text: string, path: ReadonlyArray<string>): Effect.Effect<string, QuickBooksError> =>
  Effect.mapError(Effect.fromNullishOr(rawAt(text, path)), unreadable)

/** The one object of an answer, named by its entity. */
export const readObject = <Name extends EntityName>(
  entity: Name,
  text: string
): Effect.Effect<Mirrored<EntityTypes[Name]>, QuickBooksError> =>
  Effect.gen(function* () {
    yield* readAnswer(Schema.Struct({ [entity]: Schema.Unknown }), text)
    const raw = yield* requireRaw(text, [entity])
    return { value: yield* readAnswer(entitySchemas[entity], raw), raw }
  })
