import { Button } from "@beep/ui/Button"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { notifications as words, settings } from "../../messages/settings.ts"
import { Failed } from "../../shell/Failed.tsx"
import { KeptNotice } from "../settings/KeptNotice.tsx"
import { Section } from "../settings/Section.tsx"
import { SettingsSkeleton } from "../settings/SettingsSkeleton.tsx"
import { DigestMail } from "./DigestMail.tsx"
import { accountQuery } from "./queries.ts"

export const NotificationsPage = () => {
  const account = useQuery(accountQuery)
  if (account.isPending) return <SettingsSkeleton what={settings.loading(settings.pages.notifications)} />
  if (account.data === undefined) return <Failed error={account.error} onRetry={() => void account.refetch()} />
  return (
    <>
      {account.isError ? <KeptNotice error={account.error} /> : null}
      <Section title={words.heading} text={words.to(account.data.email)}>
        <Button asChild>
          <Link to="/settings/profile">{words.changeAddress}</Link>
        </Button>
      </Section>
      <Section title={words.always} text={words.alwaysText}>
        <ul className="grid gap-1.5">
          {words.kinds.map((kind) => (
            <li key={kind}>{kind}</li>
          ))}
        </ul>
      </Section>
      <Section title={words.digest} text={words.digestText}>
        <DigestMail />
      </Section>
    </>
  )
}
