import type { Finding, HygieneRule } from "./Finding.ts"
import type { HygieneBooks } from "./HygieneBooks.ts"
import type { RuleId } from "./Rule.ts"
import { missingRate, unusualAmount, worthNothing } from "./rules/amounts.ts"
import { negativeBalance, unclassifiedAccount } from "./rules/bankAccounts.ts"
import { billWithoutDueDate, dueBeforeWritten, invoiceWithoutDueDate } from "./rules/dueDates.ts"
import { duplicateDocuments, duplicateParties } from "./rules/duplicates.ts"
import { staleData } from "./rules/freshness.ts"
import { customerWithoutEmail, vendorWithoutTerms } from "./rules/masters.ts"
import { largeOverdueInvoice, oldBill, overdueBacklog, staleReceivable } from "./rules/overdue.ts"
import { futurePayment, missingNumberOrMethod } from "./rules/payments.ts"
import { unmatchedReceipts } from "./rules/receipts.ts"
import { reconciliationGap } from "./rules/reconciliation.ts"
import { inconsistentReference, withoutParty } from "./rules/references.ts"
import { missingRecurringBill, payrollNotConfigured } from "./rules/regular.ts"
import { unapplied } from "./rules/unapplied.ts"
import { uncategorized } from "./rules/uncategorized.ts"

const ruleOf: Readonly<Record<RuleId, HygieneRule>> = {
  "HYG-01": billWithoutDueDate,
  "HYG-02": unmatchedReceipts,
  "HYG-03": negativeBalance,
  "HYG-04": duplicateDocuments,
  "HYG-05": withoutParty,
  "HYG-06": invoiceWithoutDueDate,
  "HYG-07": uncategorized,
  "HYG-08": worthNothing,
  "HYG-09": dueBeforeWritten,
  "HYG-10": staleReceivable,
  "HYG-11": overdueBacklog,
  "HYG-12": largeOverdueInvoice,
  "HYG-13": oldBill,
  "HYG-14": duplicateParties,
  "HYG-15": vendorWithoutTerms,
  "HYG-16": customerWithoutEmail,
  "HYG-17": unusualAmount,
  "HYG-18": inconsistentReference,
  "HYG-19": reconciliationGap,
  "HYG-20": unapplied,
  "HYG-21": unclassifiedAccount,
  "HYG-22": missingRecurringBill,
  "HYG-23": payrollNotConfigured,
  "HYG-24": staleData,
  "HYG-25": missingRate,
  "HYG-26": futurePayment,
  "HYG-27": missingNumberOrMethod
}

/** Every issue the rules of runway.md 4.2 see in these books; the same books always give the same findings. */
export const findingsOf = (books: HygieneBooks): ReadonlyArray<Finding> => Object.values(ruleOf).flatMap((rule) => rule(books))
