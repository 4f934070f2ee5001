import type { Account } from "@beep/tenancy/contract/AccountApi"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { Mark } from "@beep/ui/Mark"
import { Notice } from "@beep/ui/Notice"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Check, FlaskConical, TriangleAlert } from "lucide-react"
import { useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { meQuery } from "../../api/session.ts"
import { secondFactor } from "../../messages/secondFactor.ts"
import { security } from "../../messages/settings.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { exactInstant } from "../../shell/times.ts"
import { ConfirmSheet } from "../settings/ConfirmSheet.tsx"
import { Section } from "../settings/Section.tsx"
import { BackupCodeList } from "./BackupCodeList.tsx"
import { EnrolFactor } from "./EnrolFactor.tsx"
import { accountQuery } from "./queries.ts"

const State = ({ account, me }: { readonly account: Account; readonly me: Me }) => {
  const { enrolledAt, backupCodesLeft } = account.secondFactor
  if (enrolledAt === null) {
    return me.session.strength === "demo" && account.secondFactor.mandatory ? (
      <Notice icon={<FlaskConical strokeWidth={1.5} />}>{security.factorDemo}</Notice>
    ) : (
      <Mark tone="warn" icon={<TriangleAlert strokeWidth={1.5} />}>
        {security.factorOff}
      </Mark>
    )
  }
  return (
    <div className="grid gap-1">
      <Mark tone="ok" icon={<Check strokeWidth={1.5} />}>
        {security.factorOn(exactInstant(enrolledAt, me.organization.timezone))}
      </Mark>
      <p className={backupCodesLeft < 3 ? "text-warn" : "text-muted"}>{security.codesLeft(backupCodesLeft)}</p>
    </div>
  )
}

/** The second factor: on or off, its backup codes, and setting it up here. */
export const FactorSection = ({ account, me }: { readonly account: Account; readonly me: Me }) => {
  const queries = useQueryClient()
  const [enrolling, setEnrolling] = useState(false)
  const [removing, setRemoving] = useState(false)
  const refresh = () => Promise.all([queries.invalidateQueries(accountQuery), queries.invalidateQueries(meQuery)])
  const renew = useMutation({ mutationFn: () => callApi((client) => client.account.renewBackupCodes()) })
  const remove = useMutation({
    mutationFn: () => callApi((client) => client.account.removeSecondFactor()),
    onSuccess: async () => {
      setRemoving(false)
      toast(security.removed)
      await refresh()
    }
  })
  const isOn = account.secondFactor.enrolledAt !== null
  const { mandatory } = account.secondFactor
  if (enrolling || renew.isSuccess) {
    const done = (words: string) => {
      setEnrolling(false)
      renew.reset()
      toast(words)
      void refresh()
    }
    return (
      <Section title={security.factor}>
        {enrolling ? (
          <EnrolFactor onDone={() => done(secondFactor.codes.done)} />
        ) : renew.isSuccess ? (
          <BackupCodeList codes={renew.data.codes} onKept={() => done(security.newCodesText)} />
        ) : null}
      </Section>
    )
  }
  return (
    <Section title={security.factor} text={mandatory ? security.mandatory : undefined}>
      <State account={account} me={me} />
      {renew.isError ? <FailureNotice error={renew.error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button variant={isOn ? "default" : "primary"} onClick={() => setEnrolling(true)}>
          {isOn ? security.replace : security.setUp}
        </Button>
        {isOn ? (
          <Button unavailable={renew.isPending} onClick={() => (renew.isPending ? undefined : renew.mutate())}>
            {renew.isPending ? security.makingCodes : security.newCodes}
          </Button>
        ) : null}
        {isOn && !mandatory ? <Button onClick={() => setRemoving(true)}>{security.remove}</Button> : null}
      </div>
      <ConfirmSheet
        open={removing}
        onClose={() => setRemoving(false)}
        title={security.removeTitle}
        action={security.remove}
        busyLabel={security.removing}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
      >
        <p>{security.removeText}</p>
      </ConfirmSheet>
    </Section>
  )
}
