import { TimeZoneName } from "@beep/kernel/LocalDate"
import { OrganizationName } from "@beep/tenancy/contract/Organization"
import type { OrganizationSettings } from "@beep/tenancy/contract/OrganizationSettings"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { SelectField } from "@beep/ui/SelectField"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { failureOf } from "../../api/ApiFailure.ts"
import { organization as words } from "../../messages/organization.ts"
import { settings as shared } from "../../messages/settings.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { zoneNames } from "../../shell/zoneNames.ts"
import { Conflict } from "../settings/Conflict.tsx"
import { useOrganizationChange } from "./useOrganizationChange.ts"

const decode = Schema.decodeUnknownOption(Schema.Struct({ name: OrganizationName, timezone: TimeZoneName }))

export const PlaceForm = ({ settings }: { readonly settings: OrganizationSettings }) => {
  const there = settings.organization
  const [name, setName] = useState<string>(there.name)
  const [zone, setZone] = useState<string>(there.timezone)
  const [asked, setAsked] = useState(false)
  const save = useOrganizationChange(words.saved)
  const payload = decode({ name: name.trim(), timezone: zone })
  const same = name.trim() === there.name && zone === there.timezone
  const send = () => {
    if (Option.isSome(payload) && !save.isPending) save.mutate({ expectedVersion: settings.rowVersion, ...payload.value })
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!same) send()
  }
  return (
    <form noValidate onSubmit={submit} className="grid w-full max-w-112 gap-4">
      {save.isError && failureOf(save.error).kind === "stale" ? (
        <Conflict
          differences={[
            { name: words.name, theirs: there.name, yours: name },
            { name: words.zone, theirs: there.timezone, yours: zone }
          ]}
          onTakeTheirs={() => {
            setName(there.name)
            setZone(there.timezone)
            save.reset()
          }}
          onPutYours={send}
        />
      ) : save.isError ? (
        <FailureNotice error={save.error} />
      ) : null}
      <Field
        label={words.name}
        autoComplete="organization"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={asked && Option.isNone(payload) ? words.nameMissing : undefined}
      />
      <SelectField label={words.zone} value={zone} onChange={(event) => setZone(event.currentTarget.value)}>
        {zoneNames(there.timezone).map((one) => (
          <option key={one} value={one}>
            {one.replaceAll("_", " ")}
          </option>
        ))}
      </SelectField>
      <div>
        <Button type="submit" variant="primary" unavailable={same || save.isPending}>
          {save.isPending ? shared.saving : shared.save}
        </Button>
      </div>
    </form>
  )
}
