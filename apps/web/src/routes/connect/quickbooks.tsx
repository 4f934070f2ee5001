import { createFileRoute, redirect } from "@tanstack/react-router"

/** The reconnect address registered with Intuit: whatever Intuit appends is dropped, the sign-in stands in between. */
export const Route = createFileRoute("/connect/quickbooks")({
  beforeLoad: () => {
    throw redirect({ to: "/clients", search: { connection: "needs_reconnect" }, replace: true })
  }
})
