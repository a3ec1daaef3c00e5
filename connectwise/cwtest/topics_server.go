package cwtest

// serverTopics are what monitoring and administrators report.
func serverTopics() []topic {
	return []topic{
		{kind: "Alert", weight: 9, alert: true, subjects: []string{
			"ALERT: disk {drive} at {percent} on {server}", "Low disk space: {server} ({drive} {percent})", "CRITICAL: {server} not responding for {small} min",
			"High CPU on {server} for {many} minutes", "{server}: service stopped (spooler)", "Memory pressure on {server}: {percent}",
			"Certificate on {server} expires in {days} days", "UPS on battery: {city}", "{server}: reboot pending for {days} days",
			"Switch port flapping at {city} ({many} times)"},
			says: []string{"Threshold crossed on {server}: volume {drive} is at {percent}. Growth of the last {days} days: {small} GB a day.",
				"{server} has missed {small} check-ins. Last seen {many} minutes ago.",
				"Average CPU on {server} has been above {percent} for {many} minutes. Top process: backup agent."}},
		{kind: "Backup", weight: 8, alert: true, subjects: []string{
			"Backup failed: {server} ({small} nights in a row)", "Backup job on {server} finished with warnings", "Offsite copy of {server} is {days} days old",
			"Restore test due: {server}", "Backup repository {percent} full", "Cloud backup: {many} items failed", "No backup of {desk} for {days} days"},
			says: []string{"The job ended with errors on {small} of {many} items: file in use. The last good copy is {days} days old.",
				"The repository is at {percent}. At this rate it is full in {days} days."}},
		{kind: "Server", weight: 6, subjects: []string{
			"{server} slow since the weekend", "Patch {server} out of hours", "Cannot map drive {drive} from {server}", "File missing on {server}, please restore",
			"Remote desktop: {small} users cannot log in to {server}", "{app} cannot reach the database on {server}", "Replace failed disk in {server}",
			"Mailbox migration: batch {small}"},
			says: []string{"Since the weekend everything on {server} takes ages. {many} people are working on it.",
				"Somebody deleted a folder on {drive}. We need it as it was on {weekday}, please.",
				"{small} of us get 'no licence available' when we log in to {server}."}},
		{kind: "Firewall", weight: 4, subjects: []string{
			"Firewall firmware update at {city}", "Open a port for {vendor}", "Web filter blocks {app}", "Site to site tunnel {city} down",
			"Second line at {city} not used", "Blocked country list: {person} travels", "Firewall licence expires in {days} days"},
			says: []string{"{vendor} needs a port opened before {weekday}, details attached.",
				"The tunnel to {city} is down, they can't reach {server}.", "{person} travels for {days} days and needs email there."}},
		{kind: "Cloud", weight: 5, subjects: []string{
			"Conditional access blocks {person}", "OneDrive stuck on {many} files", "SharePoint permissions for {person}", "Spend {percent} over budget this month",
			"Guest access for {vendor}", "Sync errors: {many} objects", "Secure score dropped by {small} points", "Remove {small} unused licences"},
			says: []string{"OneDrive says it is processing {many} changes, for {small} days now.",
				"{vendor} needs access to the project folder until {weekday}.",
				"The directory sync reports {many} errors since {weekday}."}},
	}
}
