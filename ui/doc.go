// Package ui is the dashboard: the App that runs the screens inside Bubble Tea.
//
// App.Update sorts messages and does nothing else: terminal facts stay in the
// root, world facts go through the feed to a new snapshot and briefing, input
// goes to the top page, else the active screen, else the global keys, and
// replies go back to the screen that asked. App.View hands out the frame that
// Update has composed; only here is a tea.View made.
//
// There is one timer (alarm.go): it rings when the feed wants to poll, when the
// minute turns, or when something on screen must change by itself. An idle
// dashboard has no other wake-up of its own.
//
// ui imports the screens' contract and drawing rooms, briefing, model and
// internal/feed; never connectwise, settings or secrets. Read app.go first,
// then world.go and input.go.
package ui
