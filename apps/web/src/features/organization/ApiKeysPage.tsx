import type { ApiKey } from "@beep/tenancy/contract/ApiKey"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { EmptyState } from "@beep/ui/EmptyState"
import { Switch } from "@beep/ui/Switch"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { DateTime } from "effect"
import { KeyRound } from "lucide-react"
import { useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { access } from "../../messages/access.ts"
import { apiKeys as words } from "../../messages/organization.ts"
import { Failed } from "../../shell/Failed.tsx"
import { age, exactInstant } from "../../shell/times.ts"
import { useNow } from "../../shell/useNow.ts"
import { ConfirmSheet } from "../settings/ConfirmSheet.tsx"
import { KeptNotice } from "../settings/KeptNotice.tsx"
import { SettingsSkeleton } from "../settings/SettingsSkeleton.tsx"
import { NewKeyForm } from "./NewKeyForm.tsx"
import { apiKeysQuery } from "./queries.ts"

const isOver = (key: ApiKey, now: DateTime.Utc): boolean =>
  key.revokedAt !== null || DateTime.isLessThanOrEqualTo(key.endsAt, now)

const endOf = (key: ApiKey, now: DateTime.Utc, zone: string): string =>
  key.revokedAt !== null
    ? words.revokedAt(exactInstant(key.revokedAt, zone))
    : isOver(key, now)
      ? words.ended(exactInstant(key.endsAt, zone))
      : words.ends(exactInstant(key.endsAt, zone))

const KeyLine = ({ apiKey, zone }: { readonly apiKey: ApiKey; readonly zone: string }) => {
  const queries = useQueryClient()
  const now = useNow()
  const [open, setOpen] = useState(false)
  const revoke = useMutation({
    mutationFn: () => callApi((client) => client.organization.revokeApiKey({ params: { keyId: apiKey.id } })),
    onSuccess: async () => {
      setOpen(false)
      toast(words.revoked(apiKey.name))
      await queries.invalidateQueries(apiKeysQuery)
    }
  })
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-6 py-3 text-13 max-sm:px-4">
      <div className="grid min-w-60 flex-1 gap-0.5">
        <p className="font-medium">
          {apiKey.name} <span className="font-normal text-muted">{words.beginsWith(apiKey.prefix)}</span>
        </p>
        <p className="text-fg-2">{apiKey.scopes.map((scope) => access.capabilities[scope]).join("; ")}</p>
        <p className="text-12 text-muted">
          {endOf(apiKey, now, zone)}, {apiKey.lastUsedAt === null ? words.neverUsed : words.lastUsed(age(apiKey.lastUsedAt, now))}
        </p>
      </div>
      {isOver(apiKey, now) ? null : (
        <Button size="small" aria-label={words.revokeNamed(apiKey.name)} onClick={() => setOpen(true)}>
          {words.revoke}
        </Button>
      )}
      <ConfirmSheet
        open={open}
        onClose={() => setOpen(false)}
        title={words.revokeTitle(apiKey.name)}
        action={words.revoke}
        busyLabel={words.revoking}
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate()}
      >
        <p>{words.revokeText}</p>
      </ConfirmSheet>
    </li>
  )
}

export const ApiKeysPage = ({ me }: { readonly me: Me }) => {
  const query = useQuery(apiKeysQuery)
  const now = useNow()
  const [making, setMaking] = useState(false)
  const [ended, setEnded] = useState(false)
  if (query.isPending) return <SettingsSkeleton what={words.loading} />
  if (query.data === undefined) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const { keys } = query.data
  const shown = ended ? keys : keys.filter((key) => !isOver(key, now))
  return (
    <>
      {query.isError ? <KeptNotice error={query.error} /> : null}
      <div className="grid justify-items-start gap-4 px-6 py-4 max-sm:px-4">
        <p className="max-w-160 text-13 text-muted">{words.text}</p>
        {making ? (
          <NewKeyForm me={me} onDone={() => setMaking(false)} />
        ) : (
          <Button variant="primary" onClick={() => setMaking(true)}>
            {words.make}
          </Button>
        )}
        {keys.length > keys.filter((key) => !isOver(key, now)).length ? (
          <Switch label={words.showEnded} checked={ended} onChange={setEnded} />
        ) : null}
      </div>
      {shown.length === 0 ? (
        making ? null : (
          <EmptyState title={words.empty} text={words.emptyText} icon={<KeyRound strokeWidth={1.5} />} />
        )
      ) : (
        <ul aria-label={words.heading} className="border-b border-line">
          {shown.map((key) => (
            <KeyLine key={key.id} apiKey={key} zone={me.organization.timezone} />
          ))}
        </ul>
      )}
    </>
  )
}
