import { type Account, AccountChange } from "@beep/tenancy/contract/AccountApi"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { failureOf } from "../../api/ApiFailure.ts"
import { callApi } from "../../api/callApi.ts"
import { meQuery } from "../../api/session.ts"
import { profile, settings } from "../../messages/settings.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { Conflict } from "../settings/Conflict.tsx"
import { accountQuery } from "./queries.ts"

const decode = Schema.decodeUnknownOption(AccountChange)

export const NameForm = ({ account }: { readonly account: Account }) => {
  const queries = useQueryClient()
  const [name, setName] = useState<string>(account.name)
  const [asked, setAsked] = useState(false)
  const save = useMutation({
    mutationFn: (payload: typeof AccountChange.Type) => callApi((client) => client.account.change({ payload })),
    onSuccess: (saved) => {
      queries.setQueryData(accountQuery.queryKey, saved)
      setName(saved.name)
      toast(profile.nameSaved)
      void queries.invalidateQueries(meQuery)
    },
    onError: (error) => {
      if (failureOf(error).kind === "stale") void queries.invalidateQueries({ queryKey: accountQuery.queryKey, exact: true })
    }
  })
  const payload = decode({ name: name.trim(), expectedVersion: account.version })
  const send = () => {
    if (Option.isSome(payload) && !save.isPending) save.mutate(payload.value)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    send()
  }
  const isStale = save.isError && failureOf(save.error).kind === "stale"
  return (
    <>
      {isStale ? (
        <Conflict
          differences={[{ name: profile.name, theirs: account.name, yours: name }]}
          onTakeTheirs={() => {
            setName(account.name)
            save.reset()
          }}
          onPutYours={send}
        />
      ) : save.isError ? (
        <FailureNotice error={save.error} />
      ) : null}
      <form noValidate onSubmit={submit} className="flex w-full max-w-112 flex-wrap items-end gap-2">
        <Field
          className="min-w-60 flex-1"
          label={profile.name}
          name="name"
          autoComplete="name"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={asked && Option.isNone(payload) ? profile.nameMissing : undefined}
        />
        <Button type="submit" variant="primary" className="h-9" unavailable={save.isPending || name.trim() === account.name}>
          {save.isPending ? settings.saving : settings.save}
        </Button>
      </form>
    </>
  )
}
