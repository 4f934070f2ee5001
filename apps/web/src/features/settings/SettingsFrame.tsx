import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Breadcrumb } from "@beep/ui/Breadcrumb"
import { Tab, TabNav } from "@beep/ui/TabNav"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { ApiFailure } from "../../api/ApiFailure.ts"
import { app } from "../../messages/app.ts"
import { settings } from "../../messages/settings.ts"
import { Failed } from "../../shell/Failed.tsx"
import { useNarrow } from "../../shell/listMode.ts"
import { PageTitle } from "../../shell/PageTitle.tsx"
import { pagesFor } from "./pages.ts"

const forbidden = new ApiFailure("forbidden")
const current = { "aria-current": "page" } as const

const Tabs = ({ me }: { readonly me: Me }) => (
  <TabNav label={settings.title}>
    {pagesFor(me).map(({ page, to }) => (
      <Tab key={page}>
        <Link to={to} activeProps={current}>
          {settings.pages[page]}
        </Link>
      </Tab>
    ))}
  </TabNav>
)

export interface SettingsFrameProps {
  readonly me: Me
  readonly page: keyof typeof settings.pages
  /** One thing inside the page, a member for instance. */
  readonly inside?: { readonly title: string; readonly parent: ReactNode } | undefined
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** One page of the settings: tabs over it, or on a phone the way back to the list of pages. */
export const SettingsFrame = ({ me, page, inside, action, children }: SettingsFrameProps) => {
  const narrow = useNarrow()
  const name = inside?.title ?? settings.pages[page]
  const isAllowed = pagesFor(me).some((one) => one.page === page)
  return (
    <>
      <PageTitle page={settings.pageTitle(name)} />
      <header className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-2 px-6 py-2 max-sm:px-4">
        {inside !== undefined ? (
          <Breadcrumb label={app.breadcrumb} parent={inside.parent} title={inside.title} />
        ) : narrow ? (
          <Breadcrumb label={app.breadcrumb} parent={<Link to="/settings">{settings.title}</Link>} title={name} />
        ) : (
          <h1 className="text-16 font-semibold">
            {settings.title}
            <span className="sr-only">{settings.within(name)}</span>
          </h1>
        )}
        {action === undefined || !isAllowed ? null : <div className="ml-auto flex items-center gap-2">{action}</div>}
      </header>
      {narrow ? <div className="border-b border-line" /> : <Tabs me={me} />}
      <div className="flex-1">{isAllowed ? children : <Failed error={forbidden} />}</div>
    </>
  )
}
