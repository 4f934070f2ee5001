import { BrandMark } from "@beep/ui/Rail"
import { type ReactNode, useEffect, useRef } from "react"
import { PageTitle } from "../../shell/PageTitle.tsx"

/** A page before the app: one card. Another step takes the focus to its heading, unless a field asked for it. */
export const SessionFrame = ({
  title,
  heading,
  text,
  children
}: {
  readonly title: string
  readonly heading: string
  readonly text?: string | undefined
  readonly children: ReactNode
}) => {
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const held = document.activeElement
    if (held === document.body || held?.id === "main") head.current?.focus()
  }, [heading])
  return (
    <main id="main" tabIndex={-1} className="grid min-h-dvh place-items-center bg-bg p-4">
      <PageTitle page={title} />
      <div className="grid w-full max-w-104 gap-6 rounded-surface border border-line bg-surface p-8 max-sm:p-6">
        <div className="grid gap-3">
          <BrandMark />
          <h1 ref={head} tabIndex={-1} className="justify-self-start text-20 font-semibold">
            {heading}
          </h1>
          {text === undefined ? null : <p className="text-13 text-muted">{text}</p>}
        </div>
        {children}
      </div>
    </main>
  )
}
