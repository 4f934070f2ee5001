import { palette } from "../../messages/app.ts"
import { paletteFieldClass } from "./paletteField.ts"
import type { Asked } from "./Asked.ts"

/** The field alone, there at once: what is typed while the code is still on its way is handed to the palette. */
export const OpeningPalette = ({ asked, onAsk }: { readonly asked: Asked; readonly onAsk: (asked: Asked) => void }) => (
  <>
    <input
      data-autofocus=""
      value={asked.text}
      onChange={(event) => onAsk({ text: event.target.value, entered: false })}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.nativeEvent.isComposing) return
        event.preventDefault()
        onAsk({ ...asked, entered: asked.text.trim() !== "" })
      }}
      placeholder={palette.placeholder}
      aria-label={palette.placeholder}
      autoComplete="off"
      spellCheck={false}
      className={paletteFieldClass}
    />
    <p role="status" className="min-h-40 px-2 py-3 text-13 text-muted">
      {palette.opening}
    </p>
  </>
)
