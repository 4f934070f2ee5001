import { BandThresholds, type OrganizationSettings } from "@beep/tenancy/contract/OrganizationSettings"
import { Button } from "@beep/ui/Button"
import { Schema } from "effect"
import { useState } from "react"
import { organization as words } from "../../messages/organization.ts"
import { NumbersForm } from "./NumbersForm.tsx"
import { useOrganizationChange } from "./useOrganizationChange.ts"

const decode = Schema.decodeUnknownOption(BandThresholds)
const names = ["criticalBelowDays", "redBelowDays", "yellowBelowDays"] as const
const labels = { criticalBelowDays: words.critical, redBelowDays: words.red, yellowBelowDays: words.yellow } as const

export const ThresholdsForm = ({ settings }: { readonly settings: OrganizationSettings }) => {
  const [own, setOwn] = useState(settings.thresholds !== null)
  const save = useOrganizationChange(words.saved)
  const expectedVersion = settings.rowVersion
  if (!own) {
    return (
      <>
        <p>{words.productOwn}</p>
        <Button onClick={() => setOwn(true)}>{words.setOwn}</Button>
      </>
    )
  }
  const back = () =>
    settings.thresholds === null
      ? setOwn(false)
      : save.mutate({ expectedVersion, thresholds: null }, { onSuccess: () => setOwn(false) })
  return (
    <NumbersForm
      labels={labels}
      names={names}
      there={settings.thresholds}
      nothing={words.none}
      decode={decode}
      wrong={words.bandsMissing}
      busy={save.isPending}
      error={save.error}
      onSave={(thresholds) => save.mutate({ expectedVersion, thresholds })}
      onReset={() => save.reset()}
      beside={<Button onClick={back}>{words.backToOwn}</Button>}
    />
  )
}
