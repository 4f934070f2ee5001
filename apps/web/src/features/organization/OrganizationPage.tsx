import { useQuery } from "@tanstack/react-query"
import { organization as words } from "../../messages/organization.ts"
import { Failed } from "../../shell/Failed.tsx"
import { KeptNotice } from "../settings/KeptNotice.tsx"
import { Section } from "../settings/Section.tsx"
import { SettingsSkeleton } from "../settings/SettingsSkeleton.tsx"
import { LegalHold } from "./LegalHold.tsx"
import { PlaceForm } from "./PlaceForm.tsx"
import { organizationQuery } from "./queries.ts"
import { RetentionForm } from "./RetentionForm.tsx"
import { ThresholdsForm } from "./ThresholdsForm.tsx"

export const OrganizationPage = () => {
  const query = useQuery(organizationQuery)
  if (query.isPending) return <SettingsSkeleton what={words.loading} />
  if (query.data === undefined) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const settings = query.data
  return (
    <>
      {query.isError ? <KeptNotice error={query.error} /> : null}
      <Section title={words.place} text={words.placeText}>
        <PlaceForm settings={settings} />
      </Section>
      <Section title={words.thresholds} text={words.thresholdsText}>
        <ThresholdsForm settings={settings} />
      </Section>
      <Section title={words.retention} text={words.retentionText}>
        <RetentionForm settings={settings} />
      </Section>
      <Section title={words.hold} text={words.holdText}>
        <LegalHold settings={settings} />
      </Section>
    </>
  )
}
