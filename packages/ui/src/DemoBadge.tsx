import { FlaskConical } from "lucide-react"
import { Chip } from "./Chip.tsx"

/** Stands on every screen of an organization whose data is made up. */
export const DemoBadge = ({ label, title }: { readonly label: string; readonly title: string }) => (
  <Chip tone="brand" size="large" title={title} icon={<FlaskConical strokeWidth={1.75} />}>
    {label}
  </Chip>
)
