const pages = {
  Bill: "bill?txnId=",
  Invoice: "invoice?txnId=",
  BillPayment: "billpayment?txnId=",
  Vendor: "vendordetail?nameId=",
  Customer: "customerdetail?nameId="
} as const

export type LinkedEntity = keyof typeof pages

/**
 * Where a person sees the object in QuickBooks (runway.md 6.11). It opens the
 * company they are signed in to: say the company's name beside the link.
 */
export const deepLink = (entity: LinkedEntity, id: string): string =>
  `https://app.qbo.intuit.com/app/${pages[entity]}${encodeURIComponent(id)}`
