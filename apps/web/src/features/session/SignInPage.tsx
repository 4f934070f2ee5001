import type { Me } from "@beep/tenancy/contract/AuthApi"
import type { OidcRefusal } from "@beep/tenancy/contract/Oidc"
import { Button } from "@beep/ui/Button"
import { Notice } from "@beep/ui/Notice"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useRouter } from "@tanstack/react-router"
import { TriangleAlert } from "lucide-react"
import { useState } from "react"
import { forget } from "../../api/forget.ts"
import { callApi } from "../../api/callApi.ts"
import { meQuery, signOut } from "../../api/session.ts"
import { webConfigQuery } from "../../api/webConfig.ts"
import { linked } from "../../messages/linked.ts"
import { secondFactor } from "../../messages/secondFactor.ts"
import { signIn } from "../../messages/signIn.ts"
import { EnrolFactor } from "../account/EnrolFactor.tsx"
import { methodsQuery } from "./methods.ts"
import { OtherSignIn } from "./OtherSignIn.tsx"
import { PasswordStep } from "./PasswordStep.tsx"
import { ProofStep } from "./ProofStep.tsx"
import { SessionFrame } from "./SessionFrame.tsx"

/** Where the address registered with Intuit for reconnecting leads. */
const reconnectPath = "/clients?connection=needs_reconnect"

type Step = "password" | "proof" | "enrolment"

const stepOf = (me: Me | null): Step => me?.session.lacks ?? "password"

export interface SignInPageProps {
  readonly next?: string | undefined
  /** Why another issuer's account did not open this one. */
  readonly refused?: OidcRefusal | undefined
  readonly me: Me | null
}

/** Password, then what the session still lacks: a proof of the second factor, or the setting up of one. */
export const SignInPage = ({ next, refused, me }: SignInPageProps) => {
  const queries = useQueryClient()
  const router = useRouter()
  const config = useQuery(webConfigQuery)
  const [step, setStep] = useState(stepOf(me))
  const methods = useQuery(methodsQuery)
  const entered = (answer: Me) => {
    forget(queries)
    queries.setQueryData(meQuery.queryKey, answer)
    if (answer.session.lacks === null) router.history.push(next ?? "/clients")
    else setStep(answer.session.lacks)
  }
  const enrolled = async () => entered(await callApi((client) => client.auth.me()))
  const startOver = () =>
    signOut().finally(() => {
      forget(queries)
      setStep("password")
    })
  if (step === "password") {
    const issuer = methods.data?.issuer?.name ?? null
    const said = next === undefined ? null : next.startsWith(reconnectPath) ? signIn.reconnect : signIn.ended
    return (
      <SessionFrame title={signIn.title} heading={signIn.heading(config.data?.appName ?? "Beep")} text={signIn.purpose}>
        {refused === undefined ? null : (
          <Notice tone="bad" role="alert" icon={<TriangleAlert strokeWidth={1.5} />}>
            {linked.refused[refused]}
          </Notice>
        )}
        <PasswordStep said={said} forgot={methods.data?.resetByMail ?? false} onEntered={entered} />
        {issuer === null ? null : <OtherSignIn issuer={issuer} next={next} />}
        {methods.data?.demo === true ? <p className="border-t border-line pt-4 text-12 text-muted">{signIn.demo}</p> : null}
      </SessionFrame>
    )
  }
  return (
    <SessionFrame
      title={step === "proof" ? secondFactor.prove.heading : secondFactor.setUp.heading}
      heading={step === "proof" ? secondFactor.prove.heading : secondFactor.setUp.heading}
      text={step === "proof" ? secondFactor.prove.text : secondFactor.setUp.mandatory}
    >
      {step === "proof" ? <ProofStep onProved={entered} /> : <EnrolFactor onDone={() => void enrolled()} />}
      <div className="border-t border-line pt-4">
        <Button variant="quiet" onClick={() => void startOver()}>
          {signIn.other}
        </Button>
      </div>
    </SessionFrame>
  )
}
