/**
 * The one place where received text becomes canonical: CRLF becomes LF and a
 * lone surrogate becomes U+FFFD, so that the text survives UTF-8. Nothing else
 * changes; applied to its own result it changes nothing.
 */
export const canonicalText = (text: string): string => text.replaceAll("\r\n", "\n").toWellFormed()
