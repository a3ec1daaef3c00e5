// Package render writes a Briefing for people and programs that have no
// dashboard: plain text, Markdown, JSON (schema 1), HTML, an
// Adaptive Card for Teams and Block Kit for Slack.
//
// The renderers are pure functions from a Briefing and Options to bytes: the
// same input gives the same bytes. None writes an escape sequence. What
// strangers wrote arrives disarmed as model.Text; each renderer also escapes
// what its own format would read as markup.
//
// It may import briefing and model. Read options.go, then text.go; json.go
// documents the stable format.
package render
