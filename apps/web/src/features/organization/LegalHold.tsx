import type { OrganizationSettings } from "@beep/tenancy/contract/OrganizationSettings"
import { Button } from "@beep/ui/Button"
import { Notice } from "@beep/ui/Notice"
import { Scale } from "lucide-react"
import { useState } from "react"
import { organization as words } from "../../messages/organization.ts"
import { exactInstant } from "../../shell/times.ts"
import { ConfirmSheet } from "../settings/ConfirmSheet.tsx"
import { useOrganizationChange } from "./useOrganizationChange.ts"

export const LegalHold = ({ settings }: { readonly settings: OrganizationSettings }) => {
  const since = settings.legalHoldSince
  const [open, setOpen] = useState(false)
  const stands = since !== null
  const action = stands ? words.liftHold : words.setHold
  const change = useOrganizationChange(stands ? words.holdLifted : words.holdSet, () => setOpen(false))
  const close = () => {
    setOpen(false)
    change.reset()
  }
  return (
    <>
      {stands ? (
        <Notice tone="warn" icon={<Scale strokeWidth={1.5} />}>
          {words.holdSince(exactInstant(since, settings.organization.timezone))}
        </Notice>
      ) : (
        <p>{words.holdOff}</p>
      )}
      <Button onClick={() => setOpen(true)}>{action}</Button>
      <ConfirmSheet
        open={open}
        onClose={close}
        title={action}
        action={action}
        busyLabel={words.holding}
        busy={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate({ expectedVersion: settings.rowVersion, legalHold: !stands })}
      >
        <p>{stands ? words.liftHoldText : words.setHoldText}</p>
      </ConfirmSheet>
    </>
  )
}
