import { Steps } from "@beep/ui/Steps"
import { Breadcrumb } from "@beep/ui/Breadcrumb"
import { Link } from "@tanstack/react-router"
import { type ReactNode, useEffect, useRef } from "react"
import { app } from "../../messages/app.ts"
import { onboarding as words } from "../../messages/onboarding.ts"
import { announce } from "../../shell/announcer.ts"
import { Footer } from "../../shell/Footer.tsx"
import { PageTitle } from "../../shell/PageTitle.tsx"

const names = [words.steps.client, words.steps.connect, words.steps.sync, words.steps.cash, words.steps.digest]

export interface WizardFrameProps {
  /** The client's name, or what the page is for before there is one. */
  readonly title: string
  /** 0 to 4; 5 when all are done. */
  readonly current: number
  readonly heading: string
  readonly children: ReactNode
}

/** Steps beside the one at hand. A new step takes the focus to its heading and is said. */
export const WizardFrame = ({ title, current, heading, children }: WizardFrameProps) => {
  const head = useRef<HTMLHeadingElement>(null)
  const shown = useRef<number>(undefined)
  const name = names[current] ?? words.done
  useEffect(() => {
    const isNext = shown.current !== undefined && shown.current !== current
    shown.current = current
    announce(current < names.length ? `${words.place(current + 1)}: ${name}` : name)
    // Also where the page before took its focus with it; a field that asks for the focus keeps it.
    const held = document.activeElement
    if (isNext || held === document.body || held?.id === "main") head.current?.focus()
  }, [current, name])
  return (
    <>
      <PageTitle page={words.pageTitle(title, name)} />
      <header className="flex min-h-13 flex-wrap items-center gap-x-3 px-6 py-2 max-sm:px-4">
        <Breadcrumb label={app.breadcrumb} parent={<Link to="/clients">{app.rooms.clients}</Link>} title={title} />
        {current < names.length ? <span className="ml-auto text-12 text-muted">{words.place(current + 1)}</span> : null}
      </header>
      <div className="grid content-start px-6 pb-6 max-sm:px-4">
        <div className="grid max-w-240 grid-cols-[11rem_minmax(0,1fr)] rounded-surface border border-line bg-surface max-md:grid-cols-1">
          <div className="border-r border-line bg-sunken p-4 max-md:border-r-0 max-md:border-b">
            <Steps label={words.stepsLabel} steps={names} current={current} doneLabel={words.stepDone} />
          </div>
          <section aria-labelledby="wizard-heading" className="grid content-start gap-4 p-5 max-sm:p-4">
            <h2 ref={head} id="wizard-heading" tabIndex={-1} className="justify-self-start text-16 font-semibold">
              {heading}
            </h2>
            {children}
          </section>
        </div>
      </div>
      <Footer />
    </>
  )
}
