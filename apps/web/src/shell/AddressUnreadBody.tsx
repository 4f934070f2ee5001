import { Button } from "@beep/ui/Button"
import { Notice } from "@beep/ui/Notice"
import { Link } from "@tanstack/react-router"
import { Link2Off } from "lucide-react"
import { address as words } from "../messages/address.ts"

/** Says which parts of an address could not be read and what belongs there; the page itself is one press away. */
export const AddressUnreadBody = ({ unread }: { readonly unread: ReadonlyArray<string> }) => (
  <div className="grid max-w-160 content-start gap-3 px-6 py-5 text-13 max-sm:px-4">
    <Notice tone="warn" role="alert" icon={<Link2Off strokeWidth={1.5} />}>
      <p className="font-semibold">{words.title}.</p>
      <ul className="grid gap-1">
        {unread.map((name) => (
          <li key={name}>
            <code className="font-mono">{name}</code> {words.expected(name)}
          </li>
        ))}
      </ul>
    </Notice>
    <p className="text-muted">{words.text}</p>
    <div className="flex flex-wrap gap-2">
      <Button asChild variant="primary">
        <Link
          to="."
          search={(search: Readonly<Record<string, unknown>>) =>
            Object.fromEntries(Object.entries(search).filter(([name]) => !unread.includes(name)))
          }
          replace
        >
          {words.without}
        </Link>
      </Button>
      <Button asChild>
        <Link to="/clients">{words.toClients}</Link>
      </Button>
    </div>
  </div>
)
