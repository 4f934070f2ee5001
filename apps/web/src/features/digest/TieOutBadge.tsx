import type { TieOutOutcome } from "@beep/runway/contract/tieout/TieOutSection"
import type { TieOutSummary } from "@beep/runway/contract/tieout/TieOutCertificate"
import type { ChipTone } from "@beep/ui/Chip"
import { ChipButton } from "@beep/ui/ChipButton"
import { useNavigate } from "@tanstack/react-router"
import type { DateTime } from "effect"
import { ShieldAlert, ShieldCheck, ShieldQuestion } from "lucide-react"
import type { ReactNode } from "react"
import { tieOut as words } from "../../messages/tieOut.ts"
import { age } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { useDay } from "./AtContext.ts"

const looks: Readonly<Record<TieOutOutcome, { readonly tone: ChipTone; readonly icon: ReactNode }>> = {
  ties_out: { tone: "ok", icon: <ShieldCheck /> },
  differs: { tone: "alert", icon: <ShieldAlert /> },
  not_compared: { tone: "warn", icon: <ShieldQuestion /> }
}

const textOf = ({ comparedAt, differing, outcome }: TieOutSummary, now: DateTime.Utc): string => {
  if (outcome === "differs") return words.badge.differs(differing)
  return outcome === "ties_out" ? words.badge.ties_out(age(comparedAt, now)) : words.badge.not_compared
}

interface TieOutBadgeProps {
  readonly latest: TieOutSummary | null
  /** Of a past day: the age of the certificate is counted to then. */
  readonly knownAt: DateTime.Utc
  readonly open: boolean
}

/** Whether the last sync equals QuickBooks' own reports: green is for all of it, to the cent. */
export const TieOutBadge = ({ knownAt, latest, open }: TieOutBadgeProps) => {
  const navigate = useNavigate()
  const day = useDay()
  const now = useNow()
  const isPast = day.at !== undefined
  const look = latest === null ? { tone: "info" as const, icon: <ShieldQuestion /> } : looks[latest.outcome]
  const tieOut = isPast && latest !== null ? latest.certificateId : "latest"
  return (
    <ChipButton
      tone={look.tone}
      icon={look.icon}
      open={open}
      onOpen={() => void navigate({ to: ".", search: { ...day, tieOut }, resetScroll: false })}
    >
      {latest === null ? words.badge.never : textOf(latest, isPast ? knownAt : now)}
    </ChipButton>
  )
}
