import { bandWord, sentence, unknownText } from "@beep/runway/contract/messages"
import type { Onboarding } from "@beep/runway/contract/onboarding/Onboarding"
import { Button } from "@beep/ui/Button"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { DateTime } from "effect"
import { digest as digestWords } from "../../messages/digest.ts"
import { onboarding } from "../../messages/onboarding.ts"
import { exactInstant } from "../../shell/times.ts"
import { digestQuery } from "../digest/queries.ts"
import { captionOf } from "../runway/runwayWords.ts"
import { CallFailed } from "./CallFailed.tsx"

const words = onboarding.finish

const secondsOf = ({ startedAt, finishedAt }: Onboarding): number =>
  finishedAt === null ? 0 : Math.round((DateTime.toEpochMillis(finishedAt) - DateTime.toEpochMillis(startedAt)) / 1000)

const FirstRunway = ({ session }: { readonly session: Onboarding }) => {
  const { data, error } = useQuery(digestQuery(session.clientId, undefined))
  if (data === undefined) return error === null ? null : <CallFailed error={error} />
  const { runway } = data
  const caption = captionOf({
    runway,
    asOf: data.asOfDate,
    windowDays: runway.windowDays,
    ...(runway.unknownBecause === null ? {} : { unknown: unknownText(runway.unknownBecause, runway.missing) })
  })
  return (
    <div className="grid gap-1 rounded-control border border-line p-4">
      <p className="text-16 font-semibold">
        {sentence.runway(runway) ?? (runway.state === "unknown" ? sentence.notAvailable : digestWords.headline(caption))}
      </p>
      <p className="text-13 text-muted tabular-nums">
        {bandWord(runway)}. {caption}
      </p>
      {data.dataAsOf === null ? null : (
        <p className="text-12 text-muted">{sentence.basedOn(exactInstant(data.dataAsOf, data.timezone))}</p>
      )}
    </div>
  )
}

/** The first runway with the way to its digest, and how long it took to get here. */
export const DoneStep = ({ session }: { readonly session: Onboarding }) => {
  const seconds = secondsOf(session)
  return (
    <>
      <FirstRunway session={session} />
      <p className="text-13 text-muted">{words.took(Math.floor(seconds / 60), seconds % 60)}</p>
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" asChild>
          <Link to="/clients/$clientId/digest" params={{ clientId: session.clientId }}>
            {words.open}
          </Link>
        </Button>
        <Button asChild>
          <Link to="/onboarding/new">{words.another}</Link>
        </Button>
      </div>
    </>
  )
}
