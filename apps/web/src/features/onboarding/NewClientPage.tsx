import type { Me } from "@beep/tenancy/contract/AuthApi"
import { NewOnboarding } from "@beep/runway/contract/OnboardingApi"
import { Button } from "@beep/ui/Button"
import { ErrorSummary } from "@beep/ui/ErrorSummary"
import { Field } from "@beep/ui/Field"
import { SelectField } from "@beep/ui/SelectField"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { type SubmitEvent, useEffect, useState } from "react"
import { callApi } from "../../api/callApi.ts"
import { onboarding as words } from "../../messages/onboarding.ts"
import { CallFailed } from "./CallFailed.tsx"
import type { NewClientSearch } from "./NewClientSearch.ts"
import { newKey } from "./newKey.ts"
import { onboardingQuery } from "./queries.ts"
import { zoneNames } from "../../shell/zoneNames.ts"
import { WizardFrame } from "./WizardFrame.tsx"

const decode = Schema.decodeUnknownOption(NewOnboarding)

/** Step 1: makes the client and its session. */
export const NewClientPage = ({ me, search }: { readonly me: Me; readonly search: NewClientSearch }) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [made] = useState(newKey)
  const sessionKey = search.key ?? made
  const kept = search.key !== undefined
  useEffect(() => {
    if (!kept) void navigate({ to: "/onboarding/new", search: { key: made }, replace: true })
  }, [kept, made, navigate])
  const [name, setName] = useState("")
  const [timezone, setTimezone] = useState<string>(me.organization.timezone)
  const [attempt, setAttempt] = useState(0)
  const start = useMutation({
    mutationFn: (payload: NewOnboarding) => callApi((client) => client.onboarding.start({ payload })),
    onSuccess: (session) => {
      queries.setQueryData(onboardingQuery(session.onboardingId).queryKey, session)
      void queries.invalidateQueries({ queryKey: ["clients"] })
      // In place of the form: going back leads to the list, not to a client that is already made.
      void navigate({ to: "/onboarding/$onboardingId", params: { onboardingId: session.onboardingId }, replace: true })
    }
  })
  const payload = decode({ key: sessionKey, name: name.trim(), timezone })
  const problems = attempt > 0 && Option.isNone(payload) ? [{ fieldId: "client-name", text: words.client.nameMissing }] : []
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (Option.isSome(payload) && !start.isPending) start.mutate(payload.value)
  }
  return (
    <WizardFrame title={words.title} current={0} heading={words.title}>
      <p className="text-13 text-muted">{words.client.text}</p>
      <ErrorSummary title={words.problems(problems.length)} problems={problems} attempt={attempt} />
      {start.isError ? <CallFailed error={start.error} /> : null}
      <form noValidate onSubmit={submit} className="grid max-w-112 gap-4">
        <Field
          id="client-name"
          label={words.client.name}
          hint={words.client.nameHint}
          error={problems[0]?.text}
          required
          autoComplete="off"
          autoFocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SelectField
          label={words.client.zone}
          hint={words.client.zoneHint}
          value={timezone}
          onChange={(event) => setTimezone(event.currentTarget.value)}
        >
          {zoneNames(me.organization.timezone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </SelectField>
        <div>
          <Button type="submit" variant="primary" unavailable={start.isPending}>
            {start.isPending ? words.busy : words.client.submit}
          </Button>
        </div>
      </form>
    </WizardFrame>
  )
}
