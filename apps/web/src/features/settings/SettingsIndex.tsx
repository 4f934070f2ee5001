import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Link, Navigate } from "@tanstack/react-router"
import { ChevronRight } from "lucide-react"
import { settings } from "../../messages/settings.ts"
import { useNarrow } from "../../shell/listMode.ts"
import { PageTitle } from "../../shell/PageTitle.tsx"
import { pagesFor } from "./pages.ts"

const groups = ["you", "organization"] as const

/** On a phone the list of pages; where the tabs have room, the first of them. */
export const SettingsIndex = ({ me }: { readonly me: Me }) => {
  const narrow = useNarrow()
  if (!narrow) return <Navigate to="/settings/profile" replace />
  const pages = pagesFor(me)
  return (
    <>
      <PageTitle page={settings.title} />
      <header className="flex min-h-13 items-center px-4">
        <h1 className="text-20 font-semibold">{settings.title}</h1>
      </header>
      {groups.map((group) => {
        const own = pages.filter((page) => page.group === group)
        return own.length === 0 ? null : (
          <section key={group} aria-labelledby={`settings-${group}`}>
            <h2 id={`settings-${group}`} className="border-y border-line bg-sunken px-4 py-1.5 text-12 font-medium text-fg-2">
              {settings.groups[group]}
            </h2>
            <ul>
              {own.map(({ page, to }) => (
                <li key={page} className="border-b border-line">
                  <Link to={to} className="flex min-h-14 items-center gap-3 px-4 py-2 focus-visible:-outline-offset-2">
                    <span className="grid min-w-0 flex-1">
                      <span className="text-14 font-medium">{settings.pages[page]}</span>
                      <span className="text-12 text-muted">{settings.about[page]}</span>
                    </span>
                    <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted" strokeWidth={1.5} />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}
