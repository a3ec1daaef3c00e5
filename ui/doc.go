// Package ui is the dashboard: the App that runs the screens inside Bubble Tea.
//
// App.Update sorts messages and does nothing else: terminal facts stay in the
// root, what the feed has learnt becomes a new briefing, input
// goes to the top page, else the active screen, else the global keys, and
// replies go back to the screen that asked. App.View hands out the frame that
// Update has composed; only here is a tea.View made.
//
// There is one timer (alarm.go): it rings when the minute turns, or when
// something on screen must change by itself. The App asks for no list: a reader
// of feed/hub tells when there is news, and the hub has the only other timer.
//
// ui imports the screens' contract and drawing rooms, briefing, model and
// internal/feed; never connectwise, settings or secrets. Read app.go first,
// then world.go and input.go.
package ui
