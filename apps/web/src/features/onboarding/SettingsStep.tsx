import { ClientSettings, DigestDay } from "@beep/runway/contract/onboarding/ClientSettings"
import type { Onboarding } from "@beep/runway/contract/onboarding/Onboarding"
import { Button } from "@beep/ui/Button"
import { ErrorSummary } from "@beep/ui/ErrorSummary"
import { Field } from "@beep/ui/Field"
import { SelectField } from "@beep/ui/SelectField"
import { Link } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { type SubmitEvent, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { onboarding } from "../../messages/onboarding.ts"
import { CallFailed } from "./CallFailed.tsx"
import { useConfirm } from "./queries.ts"

const words = onboarding.digest
const hours = Array.from({ length: 24 }, (_, hour) => hour)
const decode = Schema.decodeUnknownOption(ClientSettings)
/** An empty field is no number, and not zero. */
const wholeOf = (text: string): number => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN)

/** Step 5: when the digest is due and where the bands begin; the defaults stand already. */
export const SettingsStep = ({ session }: { readonly session: Onboarding }) => {
  const { onboardingId, settings } = session
  const [day, setDay] = useState<string>(settings.digestDay)
  const [hour, setHour] = useState(settings.digestHour)
  const [red, setRed] = useState(String(settings.redBelowDays))
  const [yellow, setYellow] = useState(String(settings.yellowBelowDays))
  const [critical, setCritical] = useState(String(settings.criticalBelowDays))
  const [attempt, setAttempt] = useState(0)
  const confirm = useConfirm(onboardingId, (payload: ClientSettings) =>
    callApi((client) => client.onboarding.confirmDigest({ params: { onboardingId }, payload }))
  )
  const payload = decode({
    digestDay: day,
    digestHour: hour,
    redBelowDays: wholeOf(red),
    yellowBelowDays: wholeOf(yellow),
    criticalBelowDays: wholeOf(critical)
  })
  const problems = attempt > 0 && Option.isNone(payload) ? [{ fieldId: "red-below", text: words.bandsMissing }] : []
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (Option.isSome(payload) && !confirm.isPending) confirm.mutate(payload.value)
  }
  return (
    <>
      <p className="text-13 text-muted">{words.text}</p>
      <ErrorSummary title={onboarding.problems(problems.length)} problems={problems} attempt={attempt} />
      {confirm.isError ? <CallFailed error={confirm.error} /> : null}
      <form noValidate onSubmit={submit} className="grid gap-4">
        <div className="grid gap-4 sm:max-w-112 sm:grid-cols-2">
          <SelectField label={words.day} hint={words.dayHint} value={day} onChange={(event) => setDay(event.currentTarget.value)}>
            {DigestDay.literals.map((one) => (
              <option key={one} value={one}>
                {words.days[one]}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={words.hour}
            hint={words.hourHint}
            value={hour}
            onChange={(event) => setHour(Number(event.currentTarget.value))}
          >
            {hours.map((one) => (
              <option key={one} value={one}>
                {words.hourText(one)}
              </option>
            ))}
          </SelectField>
        </div>
        <div className="grid gap-4 sm:grid-cols-3">
          <Field
            id="red-below"
            inputMode="numeric"
            label={words.red}
            hint={words.redHint}
            error={problems[0]?.text}
            value={red}
            onChange={(event) => setRed(event.currentTarget.value)}
          />
          <Field
            inputMode="numeric"
            label={words.yellow}
            hint={words.yellowHint}
            value={yellow}
            onChange={(event) => setYellow(event.currentTarget.value)}
          />
          <Field
            inputMode="numeric"
            label={words.critical}
            hint={words.criticalHint}
            value={critical}
            onChange={(event) => setCritical(event.currentTarget.value)}
          />
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" unavailable={confirm.isPending}>
            {confirm.isPending ? onboarding.busy : words.submit}
          </Button>
          <Button variant="quiet" asChild>
            <Link to="/onboarding/$onboardingId" params={{ onboardingId }} search={{ step: "cash" }}>
              {onboarding.back}
            </Link>
          </Button>
        </div>
      </form>
    </>
  )
}
