import type { Me } from "@beep/tenancy/contract/AuthApi"
import { ModalSheet } from "@beep/ui/ModalSheet"
import { RailItem, RailText } from "@beep/ui/Rail"
import { Search } from "lucide-react"
import { lazy, Suspense, useState } from "react"
import { app, palette } from "../../messages/app.ts"
import { KeyCaps } from "../KeyCaps.tsx"
import { useCommand } from "../shortcuts.ts"

/** Read when it is first opened: nobody needs it for the first view. */
const Palette = lazy(() => import("./Palette.tsx").then((module) => ({ default: module.Palette })))

export const PaletteButton = ({ me }: { readonly me: Me }) => {
  const [open, setOpen] = useState(false)
  useCommand("palette", () => setOpen(true))
  return (
    <>
      <RailItem>
        <button type="button" aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K" onClick={() => setOpen(true)}>
          <Search aria-hidden="true" strokeWidth={1.5} />
          <RailText>{palette.open}</RailText>
          <span className="ml-auto flex gap-0.5 max-lg:hidden" aria-hidden="true">
            <KeyCaps id="palette" />
          </span>
        </button>
      </RailItem>
      <ModalSheet open={open} onClose={() => setOpen(false)} title={palette.title} closeLabel={app.close}>
        {open ? (
          <Suspense fallback={<p role="status">{palette.opening}</p>}>
            <Palette me={me} onDone={() => setOpen(false)} />
          </Suspense>
        ) : null}
      </ModalSheet>
    </>
  )
}
