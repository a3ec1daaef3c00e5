// Package mixpanel asks Mixpanel how many people of each client used our
// products on each of the last 31 days. It only reads: nothing is ever sent there.
//
// A project may be asked 60 queries an hour by everybody together, so that
// Source, which answers from what is remembered while it is young, is what others
// use, and Client below it sends single queries. What is remembered is kept by
// whoever made the Source (Memory), so that programs started again and again share
// one answer.
//
// Read source.go first; client.go sends, refusal.go tells failures apart,
// segment.go reads the big answer with the small reader in json.go. The package
// imports model and internal/rest.
package mixpanel
