import type { Me } from "@beep/tenancy/contract/AuthApi"
import { DemoBadge } from "@beep/ui/DemoBadge"
import { Rail, RailAccount, RailItem, RailText } from "@beep/ui/Rail"
import { ThemeToggle } from "@beep/ui/ThemeToggle"
import { applyTheme, currentTheme } from "@beep/ui/theme"
import { Toaster } from "@beep/ui/Toast"
import { useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { List, LogOut, Network, SlidersHorizontal } from "lucide-react"
import { type ReactNode, useEffect } from "react"
import { forget } from "../api/forget.ts"
import { signOut } from "../api/session.ts"
import { app } from "../messages/app.ts"
import { AroundContext } from "./Around.ts"
import { initials } from "./initials.ts"
import { KeysHelp } from "./KeysHelp.tsx"
import { useListMode, useSetListMode } from "./listMode.ts"
import { OfflineNotice } from "./OfflineNotice.tsx"
import { PaletteButton } from "./palette/PaletteButton.tsx"
import { useChangePreferences, usePreferences } from "./preferences.ts"
import { Pulse } from "./Pulse.tsx"
import { useCommand } from "./shortcuts.ts"

const useLeave = () => {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return () =>
    signOut().finally(() => {
      forget(queries)
      return navigate({ to: "/login" })
    })
}

/** What is offered on every page, by key or in the palette; and the height of rows that the member wants. */
const Everywhere = () => {
  const leave = useLeave()
  const listMode = useListMode()
  const setListMode = useSetListMode()
  const { rows } = usePreferences()
  const change = useChangePreferences()
  useEffect(() => {
    document.documentElement.dataset["rows"] = rows
  }, [rows])
  useCommand("listMode", () => setListMode(!listMode))
  useCommand("rowHeight", () => change({ rows: rows === "compact" ? "comfortable" : "compact" }))
  useCommand("theme", () => applyTheme(currentTheme() === "dark" ? "light" : "dark"))
  useCommand("signOut", () => void leave())
  return null
}

const SignOut = () => {
  const leave = useLeave()
  return (
    <RailItem>
      <button type="button" onClick={() => void leave()}>
        <LogOut aria-hidden="true" strokeWidth={1.5} />
        <RailText>{app.signOut}</RailText>
      </button>
    </RailItem>
  )
}

export interface FrameProps {
  readonly me: Me
  readonly appName: string
  readonly children: ReactNode
}

/** Rail and page. On a phone the account stands in a strip at the top, the rooms in a bar at the bottom. */
export const Frame = ({ me, appName, children }: FrameProps) => (
  <>
    <a
      href="#main"
      className="absolute -top-16 left-2 z-50 rounded-control border border-line-strong bg-surface px-3 py-2 focus:top-2"
    >
      {app.skip}
    </a>
    <div className="grid min-h-dvh grid-cols-[var(--rail)_minmax(0,1fr)] max-lg:grid-cols-[var(--rail-icons)_minmax(0,1fr)] max-sm:block max-sm:pb-14.25">
      <Rail
        label={app.mainNavigation}
        brand={appName}
        foot={
          <>
            {me.organization.demo ? (
              <div className="px-2 pb-2 max-lg:hidden">
                <DemoBadge label={app.demo} title={app.demoTitle} />
              </div>
            ) : null}
            <KeysHelp />
            <ThemeToggle toDark={app.toDark} toLight={app.toLight} />
            <SignOut />
            <RailAccount initials={initials(me.name)} name={me.name} place={me.organization.name} />
          </>
        }
      >
        <PaletteButton me={me} />
        <RailItem>
          <Link to="/clients" activeProps={{ "aria-current": "page" }}>
            <List aria-hidden="true" strokeWidth={1.5} />
            <RailText>{app.rooms.clients}</RailText>
          </Link>
        </RailItem>
        <RailItem>
          <Link to="/knowledge" activeProps={{ "aria-current": "page" }}>
            <Network aria-hidden="true" strokeWidth={1.5} />
            <RailText>{app.rooms.knowledge}</RailText>
          </Link>
        </RailItem>
        <RailItem>
          <Link to="/settings" activeProps={{ "aria-current": "page" }}>
            <SlidersHorizontal aria-hidden="true" strokeWidth={1.5} />
            <RailText>{app.rooms.settings}</RailText>
          </Link>
        </RailItem>
      </Rail>
      <div className="flex min-h-dvh min-w-0 flex-col max-sm:min-h-0 xl:has-data-drawer:pr-(--drawer)">
        <header className="flex items-center gap-2 border-b border-line px-4 py-1.5 text-12 text-muted sm:hidden">
          <span className="min-w-0 flex-1 truncate">{me.organization.name}</span>
          {me.organization.demo ? <DemoBadge label={app.demo} title={app.demoTitle} /> : null}
          <div className="flex [&_button]:h-8! [&_button]:w-8! [&_button>span]:sr-only">
            <ThemeToggle toDark={app.toDark} toLight={app.toLight} />
            <SignOut />
          </div>
        </header>
        {me.organization.demo ? (
          <header className="border-b border-line px-6 py-1.5 max-sm:hidden lg:hidden">
            <DemoBadge label={app.demo} title={app.demoTitle} />
          </header>
        ) : null}
        <OfflineNotice />
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
          <AroundContext value="frame">{children}</AroundContext>
        </main>
      </div>
    </div>
    <Everywhere />
    <Pulse />
    <Toaster dismissLabel={app.dismiss} />
  </>
)
