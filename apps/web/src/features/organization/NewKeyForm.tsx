import type { ClientId } from "@beep/kernel/ids"
import { Capability, permissions } from "@beep/kernel/permissions"
import { NewApiKey } from "@beep/tenancy/contract/ApiKey"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { ErrorSummary } from "@beep/ui/ErrorSummary"
import { Field } from "@beep/ui/Field"
import { SelectField } from "@beep/ui/SelectField"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { access } from "../../messages/access.ts"
import { apiKeys as words } from "../../messages/organization.ts"
import { settings } from "../../messages/settings.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { ClientPicker } from "../members/ClientPicker.tsx"
import { clientNamesQuery } from "../members/queries.ts"
import { KeyShown } from "./KeyShown.tsx"
import { apiKeysQuery } from "./queries.ts"

const decode = Schema.decodeUnknownOption(NewApiKey)
const lengths = [30, 90, 180, 365] as const
const offered = Capability.literals.filter((capability) => permissions[capability].forKeys)
const noClients: ReadonlySet<ClientId> = new Set()
const noScopes: ReadonlySet<Capability> = new Set()

export const NewKeyForm = ({ me, onDone }: { readonly me: Me; readonly onDone: () => void }) => {
  const queries = useQueryClient()
  const clients = useQuery(clientNamesQuery(me.memberId))
  const [name, setName] = useState("")
  const [scopes, setScopes] = useState(noScopes)
  const [chosen, setChosen] = useState(noClients)
  const [days, setDays] = useState("90")
  const [attempt, setAttempt] = useState(0)
  const make = useMutation({
    mutationFn: (payload: NewApiKey) => callApi((client) => client.organization.makeApiKey({ payload })),
    onSuccess: () => queries.invalidateQueries(apiKeysQuery),
    // What the page shows once is not kept when it is left.
    gcTime: 0
  })
  const payload = decode({ name: name.trim(), scopes: [...scopes], clients: [...chosen], days: Number(days) })
  const problems =
    attempt === 0
      ? []
      : [
          ...(name.trim() === "" ? [{ fieldId: "key-name", text: words.nameMissing }] : []),
          ...(scopes.size === 0 ? [{ fieldId: `key-${offered[0] ?? ""}`, text: words.scopesMissing }] : [])
        ]
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (Option.isSome(payload) && !make.isPending) make.mutate(payload.value)
  }
  const toggle = (capability: Capability) =>
    setScopes(
      scopes.has(capability) ? new Set([...scopes].filter((one) => one !== capability)) : new Set([...scopes, capability])
    )
  if (make.isSuccess) return <KeyShown name={make.data.key.name} secret={make.data.secret} onKept={onDone} />
  return (
    <form noValidate onSubmit={submit} aria-label={words.make} className="grid w-full max-w-140 gap-5">
      <ErrorSummary title={words.problems(problems.length)} problems={problems} attempt={attempt} />
      {make.isError ? <FailureNotice error={make.error} /> : null}
      <Field
        id="key-name"
        className="max-w-96"
        label={words.name}
        hint={words.nameHint}
        autoComplete="off"
        autoFocus
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={problems.find(({ fieldId }) => fieldId === "key-name")?.text}
      />
      <fieldset className="grid gap-1">
        <legend className="pb-1 text-13 font-medium text-fg-2">{words.scopes}</legend>
        {offered.map((capability) => (
          <label key={capability} className="flex min-h-8 cursor-pointer items-center gap-2 text-13">
            <input
              id={`key-${capability}`}
              type="checkbox"
              className="size-4 shrink-0 accent-brand"
              checked={scopes.has(capability)}
              onChange={() => toggle(capability)}
            />
            {access.capabilities[capability]}
          </label>
        ))}
      </fieldset>
      {clients.isError ? (
        <FailureNotice error={clients.error} />
      ) : (
        <ClientPicker
          label={words.clients}
          text={words.clientsText}
          clients={clients.data}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
      <SelectField className="max-w-48" label={words.days} value={days} onChange={(event) => setDays(event.currentTarget.value)}>
        {lengths.map((one) => (
          <option key={one} value={one}>
            {words.daysText(one)}
          </option>
        ))}
      </SelectField>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" unavailable={make.isPending}>
          {make.isPending ? words.busy : words.submit}
        </Button>
        <Button onClick={onDone}>{settings.cancel}</Button>
      </div>
    </form>
  )
}
