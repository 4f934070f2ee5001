import { footer, mailFooter } from "@beep/runway/contract/messages"

/** The required sentence, on every page: what it shows comes from QuickBooks or from client mail. */
export const Footer = ({ of = "books" }: { readonly of?: "books" | "mail" }) => (
  <footer className="mt-auto border-t border-line px-6 py-3 text-12 text-muted max-sm:px-4">
    {of === "mail" ? mailFooter : footer}
  </footer>
)
