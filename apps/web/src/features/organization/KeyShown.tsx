import { Button } from "@beep/ui/Button"
import { CopyButton } from "@beep/ui/CopyButton"
import { useEffect, useRef } from "react"
import { apiKeys as words } from "../../messages/organization.ts"
import { secondFactor } from "../../messages/secondFactor.ts"

/** The key itself, this once. */
export const KeyShown = ({
  name,
  secret,
  onKept
}: {
  readonly name: string
  readonly secret: string
  readonly onKept: () => void
}) => {
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  return (
    <section aria-labelledby="key-shown" className="grid w-full max-w-140 gap-3">
      <h3 ref={head} id="key-shown" tabIndex={-1} className="justify-self-start text-14 font-semibold">
        {words.madeTitle(name)}
      </h3>
      <p className="text-13 text-muted">{words.once}</p>
      <p className="rounded-control border border-line bg-sunken px-3 py-2 font-mono text-13 break-all select-all">{secret}</p>
      <div>
        <CopyButton
          text={secret}
          label={words.copy}
          copiedLabel={secondFactor.setUp.copied}
          failedLabel={secondFactor.setUp.copyFailed}
        />
      </div>
      <div>
        <Button variant="primary" onClick={onKept}>
          {words.kept}
        </Button>
      </div>
    </section>
  )
}
