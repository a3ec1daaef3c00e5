package notify

import (
	"errors"
	"strings"

	"daybrief/model"

	"daybrief/internal/environ"
)

// desktop is the system's own program for notices with its arguments. Their
// number is fixed, and the text is one of them; for PowerShell, which would read
// arguments as script, the text stands in a variable only.
func (c *caller) desktop(a model.Alert) ([]string, error) {
	switch c.ways.System {
	case "darwin":
		return []string{
			"/usr/bin/osascript",
			"-e", "on run argv", "-e", "display notification (item 2 of argv) with title (item 1 of argv)", "-e", "end run",
			"daybrief", shown(a),
		}, nil
	case "windows":
		return []string{
			environ.System32(c.ways.Environ, "WindowsPowerShell", "v1.0", "powershell.exe"),
			"-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden", "-Command", toast,
		}, nil
	}
	path := environ.LookPath(c.ways.Environ, "notify-send", c.ways.System)
	if path == "" {
		return nil, errors.New("no program for notices on the desktop was found (notify-send): leave \"desktop\" out of channels, or install it")
	}
	// The body may be read as markup.
	body := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(shown(a))
	return []string{path, "--app-name=daybrief", "--expire-time=15000", "--", "daybrief", body}, nil
}

// toast shows a notice on Windows. The text becomes a text node, never markup.
const toast = `$m=[Windows.UI.Notifications.ToastNotificationManager,Windows.UI.Notifications,ContentType=WindowsRuntime];` +
	`$x=$m::GetTemplateContent([Windows.UI.Notifications.ToastTemplateType]::ToastText02);` +
	`$t=$x.GetElementsByTagName('text');` +
	`[void]$t.Item(0).AppendChild($x.CreateTextNode('daybrief'));` +
	`[void]$t.Item(1).AppendChild($x.CreateTextNode($env:DAYBRIEF_ALERT_TEXT));` +
	`$m::CreateToastNotifier('daybrief').Show([Windows.UI.Notifications.ToastNotification]::new($x))`
