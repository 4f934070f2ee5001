/** What a token and a company id are sealed for: bytes moved from one column to the other do not open. */
export const tokenPurpose = "connection.token"
export const realmPurpose = "connection.realm"
