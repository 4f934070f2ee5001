import { type Enrolment, SecondFactorCode } from "@beep/tenancy/contract/SecondFactor"
import { Button } from "@beep/ui/Button"
import { CopyButton } from "@beep/ui/CopyButton"
import { Field } from "@beep/ui/Field"
import { QrCode } from "@beep/ui/QrCode"
import { useMutation } from "@tanstack/react-query"
import { Option, Schema } from "effect"
import { type SubmitEvent, useEffect, useRef, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { secondFactor } from "../../messages/secondFactor.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { BackupCodeList } from "./BackupCodeList.tsx"

const words = secondFactor.setUp
const decode = Schema.decodeUnknownOption(Schema.Struct({ code: SecondFactorCode }))
const refused = { not_proved: words.refused } as const

/** In groups of four, as a person reads it off and types it. */
const grouped = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(" ")

const Confirm = ({
  enrolment,
  onConfirmed
}: {
  readonly enrolment: Enrolment
  readonly onConfirmed: (codes: ReadonlyArray<string>) => void
}) => {
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  const [code, setCode] = useState("")
  const [asked, setAsked] = useState(false)
  const confirm = useMutation({
    mutationFn: (payload: { readonly code: typeof SecondFactorCode.Type }) =>
      callApi((client) => client.account.confirmSecondFactor({ payload })),
    onSuccess: ({ codes }) => onConfirmed(codes)
  })
  const payload = decode({ code: code.trim() })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Option.isSome(payload) && !confirm.isPending) confirm.mutate(payload.value)
  }
  return (
    <>
      <h2 ref={head} tabIndex={-1} className="justify-self-start text-14 font-semibold">
        {words.scanHeading}
      </h2>
      <div className="flex flex-wrap items-start gap-4">
        <QrCode text={enrolment.uri} label={words.picture} />
        <dl className="grid min-w-44 flex-1 gap-2 text-13">
          <dt className="text-muted">{words.byHand}</dt>
          <dd className="font-mono text-14 break-words select-all">{grouped(enrolment.secret)}</dd>
          <dd>
            <CopyButton text={enrolment.secret} label={words.copyKey} copiedLabel={words.copied} failedLabel={words.copyFailed} />
          </dd>
          <dd className="text-12 text-muted">{words.started}</dd>
        </dl>
      </div>
      {confirm.isError ? <FailureNotice error={confirm.error} words={refused} /> : null}
      <form noValidate onSubmit={submit} className="grid gap-4">
        <Field
          className="max-w-80"
          label={words.code}
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={asked && Option.isNone(payload) ? secondFactor.prove.missing : undefined}
        />
        <div>
          <Button type="submit" variant="primary" unavailable={confirm.isPending}>
            {confirm.isPending ? secondFactor.prove.busy : words.submit}
          </Button>
        </div>
      </form>
    </>
  )
}

/** From nothing to kept backup codes: the key is made when the person starts, and the factor is on when a code fits it. */
export const EnrolFactor = ({ onDone }: { readonly onDone: () => void }) => {
  const [codes, setCodes] = useState<ReadonlyArray<string>>()
  const start = useMutation({ mutationFn: () => callApi((client) => client.account.enrolSecondFactor()) })
  if (codes !== undefined) return <BackupCodeList codes={codes} onKept={onDone} />
  if (start.isSuccess) {
    return (
      <div className="grid gap-4">
        <Confirm enrolment={start.data} onConfirmed={setCodes} />
      </div>
    )
  }
  return (
    <div className="grid gap-4">
      <p className="text-13 text-fg-2">{words.what}</p>
      {start.isError ? <FailureNotice error={start.error} /> : null}
      <div>
        <Button variant="primary" unavailable={start.isPending} onClick={() => start.mutate()}>
          {start.isPending ? words.starting : words.start}
        </Button>
      </div>
    </div>
  )
}
