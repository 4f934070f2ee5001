import { Check, Copy } from "lucide-react"
import { useState } from "react"
import { Button } from "./Button.tsx"

export interface CopyButtonProps {
  readonly text: string
  readonly label: string
  /** Takes the place of the label once it is in the clipboard, and is said. */
  readonly copiedLabel: string
  /** Said where the browser keeps its clipboard to itself. */
  readonly failedLabel: string
}

export const CopyButton = ({ text, label, copiedLabel, failedLabel }: CopyButtonProps) => {
  const [state, setState] = useState<"ready" | "copied" | "failed">("ready")
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("failed")
    )
  return (
    <span className="inline-flex items-center gap-2">
      <Button size="small" onClick={() => void copy()}>
        {state === "copied" ? <Check aria-hidden="true" strokeWidth={1.5} /> : <Copy aria-hidden="true" strokeWidth={1.5} />}
        {state === "copied" ? copiedLabel : label}
      </Button>
      <span role="status" className={state === "failed" ? "text-12 text-danger" : "sr-only"}>
        {state === "copied" ? copiedLabel : state === "failed" ? failedLabel : ""}
      </span>
    </span>
  )
}
