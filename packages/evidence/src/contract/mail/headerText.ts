/** A mailbox of a header as it reads decoded; offsets of a sender's flag count on it in UTF-16 units. */
export const headerText = ({ name, address }: { readonly name: string; readonly address: string }): string =>
  name === "" ? address : `${name} <${address}>`
