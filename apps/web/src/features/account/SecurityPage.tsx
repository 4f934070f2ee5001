import type { Me } from "@beep/tenancy/contract/AuthApi"
import { useQuery } from "@tanstack/react-query"
import { security } from "../../messages/settings.ts"
import { Failed } from "../../shell/Failed.tsx"
import { exactInstant } from "../../shell/times.ts"
import { KeptNotice } from "../settings/KeptNotice.tsx"
import { Section } from "../settings/Section.tsx"
import { SettingsSkeleton } from "../settings/SettingsSkeleton.tsx"
import { FactorSection } from "./FactorSection.tsx"
import { type CameBack, LinkedSection } from "./LinkedSection.tsx"
import { PasswordForm } from "./PasswordForm.tsx"
import { accountQuery } from "./queries.ts"
import { SessionsSection } from "./SessionsSection.tsx"

export const SecurityPage = ({ me, came }: { readonly me: Me; readonly came: CameBack }) => {
  const account = useQuery(accountQuery)
  if (account.isPending) return <SettingsSkeleton what={security.loading} />
  if (account.data === undefined) return <Failed error={account.error} onRetry={() => void account.refetch()} />
  const { passwordChangedAt } = account.data
  const zone = me.organization.timezone
  return (
    <>
      {account.isError ? <KeptNotice error={account.error} /> : null}
      <Section
        title={security.password}
        text={passwordChangedAt === null ? undefined : security.passwordChanged(exactInstant(passwordChangedAt, zone))}
      >
        {passwordChangedAt === null ? <p>{security.passwordElsewhere}</p> : <PasswordForm />}
      </Section>
      <FactorSection account={account.data} me={me} />
      <SessionsSection zone={zone} />
      <LinkedSection zone={zone} came={came} />
    </>
  )
}
