/** Every metric of the product: dashboards and alert rules are checked against this list. Attributes stay on the attribute list. */
export const metricNames = {
  accessDenied: "beep.access.denied",
  embeddingsStored: "beep.evidence.embeddings.stored",
  embeddingsWaiting: "beep.evidence.embeddings.waiting",
  evidenceUnresolved: "beep.evidence.unresolved",
  extractionDuration: "beep.evidence.extraction.duration",
  httpDuration: "http.server.request.duration",
  messagesModelRead: "beep.evidence.messages.model_read",
  messagesModelWaiting: "beep.evidence.messages.model_waiting",
  quickbooksBudgetProjected: "beep.quickbooks.budget.projected",
  quickbooksBudgetUsed: "beep.quickbooks.budget.used",
  quickbooksRequests: "beep.quickbooks.requests",
  quickbooksThrottled: "beep.quickbooks.throttled",
  runwayComputed: "beep.runway.computed",
  runwayDrift: "beep.runway.drift",
  syncDuration: "beep.sync.duration",
  syncFailed: "beep.sync.failed",
  tokenRefreshFailed: "beep.connections.refresh.failed",
  webhookDeliveries: "beep.connections.webhook.deliveries",
  webhookLag: "beep.connections.webhook.lag",
  writeUnconfirmed: "beep.runway.write.unconfirmed"
} as const
