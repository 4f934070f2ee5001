import type { Me } from "@beep/tenancy/contract/AuthApi"
import type { FlagRow } from "@beep/tenancy/contract/FlagState"
import { Button } from "@beep/ui/Button"
import { Chip } from "@beep/ui/Chip"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { flags as words } from "../../messages/organization.ts"
import { Failed } from "../../shell/Failed.tsx"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { exactInstant } from "../../shell/times.ts"
import { KeptNotice } from "../settings/KeptNotice.tsx"
import { SettingsSkeleton } from "../settings/SettingsSkeleton.tsx"
import { FlagSheet } from "./FlagSheet.tsx"
import { flagsQuery } from "./queries.ts"

const whyOf = ({ decision, killed, tierDefault }: FlagRow, zone: string): string => {
  if (killed) return words.killed
  if (decision === null) return words.byTier(tierDefault)
  const until = decision.expiresAt === null ? "" : `, ${words.until(exactInstant(decision.expiresAt, zone))}`
  return `${words.decided(decision.reason)}${until}. ${words.byTier(tierDefault)}`
}

const FlagLine = ({ flag, me }: { readonly flag: FlagRow; readonly me: Me }) => {
  const queries = useQueryClient()
  const { name, about } = words.features[flag.feature]
  const [open, setOpen] = useState(false)
  const clear = useMutation({
    mutationFn: () => callApi((client) => client.organization.clearFlag({ params: { feature: flag.feature } })),
    onSuccess: async () => {
      toast(words.cleared(name))
      await queries.invalidateQueries(flagsQuery)
    }
  })
  const action = flag.enabled ? words.switchOff : words.switchOn
  return (
    <li className="grid gap-2 border-b border-line px-6 py-3 text-13 max-sm:px-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="grid min-w-60 flex-1 gap-0.5">
          <h2 className="flex items-center gap-2 font-medium">
            {name} <Chip tone={flag.enabled ? "ok" : "info"}>{flag.enabled ? words.on : words.off}</Chip>
          </h2>
          <p className="text-fg-2">{about}</p>
          <p className={flag.killed ? "text-12 text-warn" : "text-12 text-muted"}>{whyOf(flag, me.organization.timezone)}</p>
        </div>
        <div className="flex gap-2">
          {flag.decision === null ? null : (
            <Button
              size="small"
              aria-label={words.named(words.clear, name)}
              unavailable={clear.isPending}
              onClick={() => (clear.isPending ? undefined : clear.mutate())}
            >
              {words.clear}
            </Button>
          )}
          {flag.killed ? null : (
            <Button size="small" aria-label={words.named(action, name)} onClick={() => setOpen(true)}>
              {action}
            </Button>
          )}
        </div>
      </div>
      {clear.isError ? <FailureNotice error={clear.error} /> : null}
      <FlagSheet flag={flag} zone={me.organization.timezone} open={open} onClose={() => setOpen(false)} />
    </li>
  )
}

export const FeaturesPage = ({ me }: { readonly me: Me }) => {
  const query = useQuery(flagsQuery)
  if (query.isPending) return <SettingsSkeleton what={words.loading} />
  if (query.data === undefined) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  return (
    <>
      {query.isError ? <KeptNotice error={query.error} /> : null}
      <p className="max-w-160 px-6 py-4 text-13 text-muted max-sm:px-4">{words.text}</p>
      <ul className="border-t border-line">
        {query.data.flags.map((flag) => (
          <FlagLine key={flag.feature} flag={flag} me={me} />
        ))}
      </ul>
    </>
  )
}
