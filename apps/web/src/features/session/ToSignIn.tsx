import { Button } from "@beep/ui/Button"
import { Link } from "@tanstack/react-router"
import { recovery } from "../../messages/recovery.ts"

export const ToSignIn = ({ primary = false }: { readonly primary?: boolean }) => (
  <Button asChild variant={primary ? "primary" : "default"}>
    <Link to="/login">{recovery.toSignIn}</Link>
  </Button>
)
