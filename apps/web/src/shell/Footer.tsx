import { footer } from "@beep/runway/contract/messages"

/** The required sentence, on every page. */
export const Footer = () => (
  <footer className="mt-auto border-t border-line px-6 py-3 text-12 text-muted max-sm:px-4">{footer}</footer>
)
