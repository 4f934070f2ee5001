import { Contrast } from "lucide-react"
import { RailItem, RailText } from "./Rail.tsx"
import { applyTheme, useTheme } from "./theme.ts"

/** The label names what pressing it gives. */
export const ThemeToggle = ({ toDark, toLight }: { readonly toDark: string; readonly toLight: string }) => {
  const theme = useTheme()
  const next = theme === "dark" ? "light" : "dark"
  return (
    <RailItem>
      <button type="button" onClick={() => applyTheme(next)}>
        <Contrast aria-hidden="true" strokeWidth={1.5} />
        <RailText>{next === "dark" ? toDark : toLight}</RailText>
      </button>
    </RailItem>
  )
}
