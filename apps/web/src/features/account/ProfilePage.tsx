import type { Me } from "@beep/tenancy/contract/AuthApi"
import { KeyValues } from "@beep/ui/KeyValues"
import { useQuery } from "@tanstack/react-query"
import { members } from "../../messages/members.ts"
import { profile, settings } from "../../messages/settings.ts"
import { Failed } from "../../shell/Failed.tsx"
import { KeptNotice } from "../settings/KeptNotice.tsx"
import { Section } from "../settings/Section.tsx"
import { SettingsSkeleton } from "../settings/SettingsSkeleton.tsx"
import { AddressForm } from "./AddressForm.tsx"
import { NameForm } from "./NameForm.tsx"
import { accountQuery } from "./queries.ts"

export const ProfilePage = ({ me }: { readonly me: Me }) => {
  const account = useQuery(accountQuery)
  if (account.isPending) return <SettingsSkeleton what={settings.loading(settings.pages.profile)} />
  if (account.data === undefined) return <Failed error={account.error} onRetry={() => void account.refetch()} />
  return (
    <>
      {account.isError ? <KeptNotice error={account.error} /> : null}
      <Section title={profile.name} text={profile.nameHint}>
        <NameForm account={account.data} />
      </Section>
      <Section title={profile.address} text={profile.addressNow(account.data.email)}>
        <AddressForm />
      </Section>
      <Section title={profile.organization}>
        <div className="[&_dd]:text-left">
          <KeyValues
            items={[
              { name: profile.organization, value: me.organization.name },
              { name: profile.role, value: members.roles[me.role] }
            ]}
          />
        </div>
      </Section>
    </>
  )
}
