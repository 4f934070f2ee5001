/** The path a client asked for; servers give it with or without an origin in front. */
export const pathOf = (originalUrl: string): string => {
  const path = originalUrl.replace(/^https?:\/\/[^/]+/, "").split("?", 1)[0]
  return path === undefined || path === "" ? "/" : path
}
