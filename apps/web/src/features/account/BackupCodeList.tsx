import type { BackupCodes } from "@beep/tenancy/contract/SecondFactor"
import { Button } from "@beep/ui/Button"
import { CopyButton } from "@beep/ui/CopyButton"
import { Download } from "lucide-react"
import { useEffect, useRef } from "react"
import { secondFactor } from "../../messages/secondFactor.ts"
import { download } from "../../shell/download.ts"

const words = secondFactor.codes

/** The codes, once: they exist nowhere else from now on, so the way on is a word of the person's own. */
export const BackupCodeList = ({ codes, onKept }: { readonly codes: BackupCodes["codes"]; readonly onKept: () => void }) => {
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  const text = `${codes.join("\n")}\n`
  return (
    <section aria-labelledby="backup-codes" className="grid gap-4">
      <div className="grid gap-1">
        <h2 ref={head} id="backup-codes" tabIndex={-1} className="justify-self-start text-16 font-semibold">
          {words.heading}
        </h2>
        <p className="text-13 text-muted">{words.text}</p>
      </div>
      <ol
        aria-label={words.list}
        className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-control border border-line bg-sunken px-4 py-3 font-mono text-14 select-all"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton
          text={text}
          label={words.copy}
          copiedLabel={secondFactor.setUp.copied}
          failedLabel={secondFactor.setUp.copyFailed}
        />
        <Button size="small" onClick={() => download(words.file, "text/plain", text)}>
          <Download aria-hidden="true" strokeWidth={1.5} />
          {words.download}
        </Button>
      </div>
      <div>
        <Button variant="primary" onClick={onKept}>
          {words.kept}
        </Button>
      </div>
    </section>
  )
}
