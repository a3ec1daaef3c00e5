// Package elements is the other way in: a hosted gateway (Cloud Elements, today
// SAP Open Connectors) that keeps the ConnectWise keys to itself and offers
// ConnectWise's records under paths and in a query language of its own. It fills
// internal/psa's Provider.
//
// The records keep ConnectWise's field names, so that package connectwise reads
// them. What the gateway does not offer is learnt by asking once, and remembered
// (Offers).
//
// Read provider.go first; client.go sends, refusal.go tells failures apart,
// where.go builds questions, walk.go and gather.go walk lists. The package imports
// model, internal/psa, internal/rest and connectwise.
package elements
