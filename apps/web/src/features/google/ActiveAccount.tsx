import type { GoogleAccounts } from "@beep/connections/contract/GoogleAccount"
import { ConnectionId } from "@beep/kernel/ids"
import { SelectField } from "@beep/ui/SelectField"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import { callApi } from "../../api/callApi.ts"
import { google as words } from "../../messages/google.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { accountsQuery } from "./queries.ts"

const decode = Schema.decodeUnknownOption(ConnectionId)

/** Which account is the organization's: chosen by a person, none until then. */
export const ActiveAccount = ({ accounts, mayManage }: { readonly accounts: GoogleAccounts; readonly mayManage: boolean }) => {
  const queries = useQueryClient()
  const activate = useMutation({
    mutationFn: (providerAccountId: ConnectionId) =>
      callApi((client) => client.google.activate({ params: { providerAccountId } })),
    onSuccess: (changed) => {
      queries.setQueryData(accountsQuery.queryKey, changed)
      toast(words.activated)
    }
  })
  const active = accounts.activeProviderAccountId
  const offered = accounts.accounts.filter(
    ({ isOwn, providerAccountId, status }) => status !== "revoked" && (isOwn || mayManage || providerAccountId === active)
  )
  if (offered.length === 0) return null
  return (
    <div className="grid max-w-100 gap-2">
      <SelectField
        label={words.activeLabel}
        hint={words.activeHint}
        value={active ?? ""}
        disabled={activate.isPending}
        onChange={(event) => {
          const chosen = decode(event.currentTarget.value)
          if (Option.isSome(chosen)) activate.mutate(chosen.value)
        }}
      >
        {active === null ? <option value="">{words.noActive}</option> : null}
        {offered.map(({ email, providerAccountId }) => (
          <option key={providerAccountId} value={providerAccountId}>
            {email ?? words.unnamed}
          </option>
        ))}
      </SelectField>
      {activate.isError ? <FailureNotice error={activate.error} /> : null}
    </div>
  )
}
