import { Button } from "@beep/ui/Button"
import { Notice } from "@beep/ui/Notice"
import { ShieldAlert } from "lucide-react"
import { google as words } from "../../messages/google.ts"

/** What Google must allow before mail can be read, and the one way to it. */
export const ScopePrompt = ({
  missing,
  busy,
  onAuthorise
}: {
  readonly missing: ReadonlyArray<string>
  readonly busy: boolean
  /** Absent where only a colleague can. */
  readonly onAuthorise: (() => void) | undefined
}) => (
  <Notice tone="warn" role="status" icon={<ShieldAlert strokeWidth={1.5} />}>
    <p className="font-medium">{words.needMore}</p>
    <p>{words.needMoreText}</p>
    <ul className="my-1 list-disc pl-5">
      {missing.map((scope) => (
        <li key={scope}>{words.scopeOf(scope)}</li>
      ))}
    </ul>
    {onAuthorise === undefined ? null : (
      <Button size="small" className="mt-1" unavailable={busy} onClick={() => (busy ? undefined : onAuthorise())}>
        {busy ? words.leaving : words.authorise}
      </Button>
    )}
  </Notice>
)
