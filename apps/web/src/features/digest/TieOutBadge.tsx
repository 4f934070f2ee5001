import type { ClientId } from "@beep/kernel/ids"
import type { TieOutOutcome } from "@beep/runway/contract/tieout/TieOutSection"
import type { TieOutSummary } from "@beep/runway/contract/tieout/TieOutCertificate"
import { Chip, type ChipTone } from "@beep/ui/Chip"
import { ChipButton } from "@beep/ui/ChipButton"
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { ShieldAlert, ShieldCheck, ShieldQuestion } from "lucide-react"
import type { ReactNode } from "react"
import { tieOut as words } from "../../messages/tieOut.ts"
import { age } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { tieOutQuery } from "./queries.ts"

const looks: Readonly<Record<TieOutOutcome, { readonly tone: ChipTone; readonly icon: ReactNode }>> = {
  ties_out: { tone: "ok", icon: <ShieldCheck /> },
  differs: { tone: "alert", icon: <ShieldAlert /> },
  not_compared: { tone: "warn", icon: <ShieldQuestion /> }
}

const textOf = ({ comparedAt, differing, outcome }: TieOutSummary, now: ReturnType<typeof useNow>): string => {
  if (outcome === "differs") return words.badge.differs(differing)
  return outcome === "ties_out" ? words.badge.ties_out(age(comparedAt, now)) : words.badge.not_compared
}

/** Whether the last sync equals QuickBooks' own reports: green is for all of it, to the cent. */
export const TieOutBadge = ({ clientId, open }: { readonly clientId: ClientId; readonly open: boolean }) => {
  const navigate = useNavigate()
  const now = useNow()
  const query = useQuery(tieOutQuery(clientId))
  if (query.data === undefined)
    return (
      <Chip size="large" tone="info" icon={<ShieldQuestion />}>
        {query.isError ? words.badge.failed : words.badge.loading}
      </Chip>
    )
  const { latest } = query.data
  const look = latest === null ? { tone: "info" as const, icon: <ShieldQuestion /> } : looks[latest.outcome]
  return (
    <ChipButton
      tone={look.tone}
      icon={look.icon}
      open={open}
      onOpen={() => void navigate({ to: ".", search: { tieOut: "latest" }, resetScroll: false })}
    >
      {latest === null ? words.badge.never : textOf(latest, now)}
    </ChipButton>
  )
}
