import type { Me } from "@beep/tenancy/contract/AuthApi"
import { ModalSheet } from "@beep/ui/ModalSheet"
import { RailItem, RailText } from "@beep/ui/Rail"
import { queryOptions, useQuery } from "@tanstack/react-query"
import { Search } from "lucide-react"
import { useEffect, useState } from "react"
import { ApiFailure } from "../../api/ApiFailure.ts"
import { app, palette } from "../../messages/app.ts"
import { Failed } from "../Failed.tsx"
import { KeyCaps } from "../KeyCaps.tsx"
import { useCommand } from "../shortcuts.ts"
import { whenIdle } from "../whenIdle.ts"
import { nothingAsked } from "./Asked.ts"
import { OpeningPalette } from "./OpeningPalette.tsx"

/** The code of the palette: read while nothing else is done, or when it is opened, whichever is first. */
const codeQuery = queryOptions({
  queryKey: ["code", "palette"],
  queryFn: () =>
    import("./Palette.tsx").catch(() => {
      throw new ApiFailure("offline")
    }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY
})

/** True once the browser has had nothing to do; never where it cannot tell. */
const useIdle = (): boolean => {
  const [idle, setIdle] = useState(false)
  useEffect(() => whenIdle(() => setIdle(true)), [])
  return idle
}

export const PaletteButton = ({ me }: { readonly me: Me }) => {
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(nothingAsked)
  const idle = useIdle()
  const code = useQuery({ ...codeQuery, enabled: open || idle })
  const close = () => {
    setOpen(false)
    setAsked(nothingAsked)
  }
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
      <ModalSheet open={open} onClose={close} title={palette.title} closeLabel={app.close}>
        {!open ? null : code.data !== undefined ? (
          <code.data.Palette me={me} asked={asked} onAsk={setAsked} onDone={close} />
        ) : code.isError ? (
          <Failed error={code.error} onRetry={() => void code.refetch()} />
        ) : (
          <OpeningPalette asked={asked} onAsk={setAsked} />
        )}
      </ModalSheet>
    </>
  )
}
