import { Button } from "@beep/ui/Button"
import { ModalSheet } from "@beep/ui/ModalSheet"
import type { ReactNode } from "react"
import { app } from "../../messages/app.ts"
import { settings } from "../../messages/settings.ts"
import { FailureNotice, type FailureWords } from "../../shell/FailureNotice.tsx"

export interface ConfirmSheetProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** What will happen, in whole sentences. */
  readonly children: ReactNode
  /** Says what will happen, in two or three words. */
  readonly action: string
  readonly busyLabel: string
  readonly busy: boolean
  readonly error: unknown
  readonly errorWords?: FailureWords | undefined
  readonly onConfirm: () => void
}

/** Asks before what cannot be taken back, or reaches somebody else. The focus starts at the way out. */
export const ConfirmSheet = (props: ConfirmSheetProps) => (
  <ModalSheet open={props.open} onClose={props.onClose} title={props.title} closeLabel={app.close}>
    <div className="grid gap-4 pb-2">
      <div className="grid gap-2 text-13 text-fg-2">{props.children}</div>
      {props.error === null || props.error === undefined ? null : <FailureNotice error={props.error} words={props.errorWords} />}
      <div className="flex flex-wrap gap-2">
        <Button data-autofocus="" onClick={props.onClose}>
          {settings.cancel}
        </Button>
        <Button variant="primary" unavailable={props.busy} onClick={() => (props.busy ? undefined : props.onConfirm())}>
          {props.busy ? props.busyLabel : props.action}
        </Button>
      </div>
    </div>
  </ModalSheet>
)
