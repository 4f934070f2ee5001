import { Button } from "@beep/ui/Button"
import { Link } from "@tanstack/react-router"
import { connections as words } from "../../messages/organization.ts"
import { Section } from "../settings/Section.tsx"

/** Where links to other programs are shown. */
export const ConnectionsPage = () => (
  <Section title={words.quickbooks} text={words.text}>
    <div className="flex flex-wrap gap-2">
      <Button asChild>
        <Link to="/clients" search={{ connection: "needs_reconnect" }}>
          {words.broken}
        </Link>
      </Button>
      <Button asChild variant="quiet">
        <Link to="/clients">{words.all}</Link>
      </Button>
    </div>
  </Section>
)
