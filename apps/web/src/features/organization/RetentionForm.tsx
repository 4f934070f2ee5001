import { type OrganizationSettings, Retention } from "@beep/tenancy/contract/OrganizationSettings"
import { Schema } from "effect"
import { organization as words } from "../../messages/organization.ts"
import { NumbersForm } from "./NumbersForm.tsx"
import { useOrganizationChange } from "./useOrganizationChange.ts"

const decode = Schema.decodeUnknownOption(Retention)
const names = ["clientYears", "auditYears", "ledgerDays"] as const
const labels = { clientYears: words.clientYears, auditYears: words.auditYears, ledgerDays: words.ledgerDays } as const
const hints = {
  clientYears: words.clientYearsHint,
  auditYears: words.auditYearsHint,
  ledgerDays: words.ledgerDaysHint
} as const

export const RetentionForm = ({ settings }: { readonly settings: OrganizationSettings }) => {
  const save = useOrganizationChange(words.saved)
  return (
    <NumbersForm
      labels={labels}
      hints={hints}
      names={names}
      there={settings.retention}
      nothing={words.none}
      decode={decode}
      wrong={words.retentionMissing}
      busy={save.isPending}
      error={save.error}
      onSave={(retention) => save.mutate({ expectedVersion: settings.rowVersion, retention })}
      onReset={() => save.reset()}
    />
  )
}
