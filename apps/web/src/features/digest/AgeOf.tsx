import type { FigureAge } from "@beep/runway/contract/digest/FigureAge"
import { DateTime } from "effect"
import { digest as words } from "../../messages/digest.ts"
import { age, exactInstant } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"

interface AgeOfProps {
  readonly of: FigureAge | null
  readonly timezone: string
  /** The instant of a past digest, to which the age is counted; absent, now. */
  readonly then?: DateTime.Utc | undefined
}

/** What a figure rests on and how old that is; nothing where there is no figure. */
export const AgeOf = ({ of, then, timezone }: AgeOfProps) => {
  const now = useNow()
  if (of === null) return null
  return (
    <time dateTime={DateTime.formatIso(of.at)} title={exactInstant(of.at, timezone)} className="tabular-nums">
      {words.age(words.sources[of.source], age(of.at, then ?? now))}
    </time>
  )
}
