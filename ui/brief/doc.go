// Package brief is the Brief screen: the numbers of the day as tiles, then each
// section's question with its worst rows and why they are there, and beside
// them a preview of the selected ticket.
//
// Sync works out what stands on which line (plan.go) and paints the lines in
// sight (line.go); Draw only joins what is painted. The package imports model,
// briefing and the drawing rooms, never another screen and never ui. Read
// brief.go first, then plan.go.
package brief
