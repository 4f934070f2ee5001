const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }

/** Text as it stands in markup, HTML or XML, in an attribute too. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (found) => entities[found] ?? found)
