package cwtest

// officeTopics are the troubles of people at desks.
func officeTopics() []topic {
	return []topic{
		{kind: "Hardware", weight: 9, subjects: []string{
			"Printer on {floor} not printing", "Paper jam that will not clear, {floor}", "Printer offline again - {city} office",
			"Scan to email stopped working", "Printing only half the page from {app}", "New {device} for {person}", "{device} not detected on {desk}"},
			says: []string{"Nobody on {floor} can print since this morning. We have turned it off and on again twice.",
				"It says offline but the screen on it is fine. We have invoices to send out today.",
				"The {device} worked on {weekday} and now nothing happens when I plug it in."}},
		{kind: "Email", weight: 9, subjects: []string{
			"{app} keeps asking for a password", "Cannot send email to outside addresses", "Shared mailbox missing for {person}",
			"Emails from a customer go to junk", "Mailbox full - {person}", "Out of office for {person} please", "{person} cannot open attachments",
			"Calendar not syncing to phone ({first})"},
			says: []string{"Every time I open {app} it asks for my password, and then it asks again.",
				"A customer says they sent us three emails and I can find none of them. Not in junk either.",
				"Please could you give {person} access to the shared mailbox by {weekday}? Thank you."}},
		{kind: "Network", weight: 8, subjects: []string{
			"Slow Wi-Fi on {floor}", "VPN drops every {small} minutes", "VPN: {person} cannot connect from home", "Internet down at {city} site",
			"Guest Wi-Fi password not accepted", "No network on {desk}", "Video calls freeze on {floor}", "Cannot reach {server} over VPN"},
			says: []string{"The Wi-Fi on {floor} has been crawling for {small} days. Speed test shows almost nothing.",
				"The VPN connects and then throws me out after {small} minutes, every time.",
				"The whole office is offline, phones too. Lights on the router are orange."}},
		{kind: "Application", weight: 9, subjects: []string{
			"{app} crashes when opening a large file", "{app} very slow today", "Licence expired message in {app}", "Update {app} on {desk}",
			"{app} will not open after update", "Teams: no sound in meetings", "Teams shows offline for {person}", "Install {app} for {person}",
			"Month end report fails in {app}"},
			says: []string{"{app} closes by itself as soon as I open the big file. Small ones are fine.",
				"It has been slow since the update. {first} next to me has the same problem.",
				"We need {app} on {desk} before {weekday}, the licence is already paid."}},
		{kind: "Workstation", weight: 7, subjects: []string{
			"{desk} will not start", "Blue screen on {desk}", "Laptop battery lasts {many} minutes", "{person}: laptop very slow",
			"Screen flickers with {device}", "{desk}: Windows updates stuck at {percent}", "Spilled coffee on laptop - {first}", "Replace {desk}"},
			says: []string{"My computer shows a blue screen and restarts. It happened {small} times today.",
				"It takes {many} seconds to log in and then the fan goes mad.",
				"The updates have been at {percent} since lunch. Can I turn it off?"}},
		{kind: "Telephony", weight: 3, subjects: []string{
			"Desk phone of {person} has no dial tone", "Calls drop after {small} minutes", "Change hold message", "Divert main line on {weekday}",
			"Voicemail PIN reset for {first}", "Echo on all calls at {city}"},
			says: []string{"Callers tell us that the line just goes dead after {small} minutes.",
				"Please divert the main number to {first} on {weekday}, we are all out."}},
	}
}

// peopleTopics are about who may do what, and about who comes and goes.
func peopleTopics() []topic {
	return []topic{
		{kind: "Access", weight: 9, subjects: []string{
			"Password reset for {person}", "{person} locked out", "MFA: new phone for {first}", "MFA prompt does not arrive",
			"Access to the finance folder for {person}", "Remove {person} from the management group", "Cannot log in to {app}", "Account disabled by mistake: {person}"},
			says: []string{"{first} has a new phone and can't get past the code. Has a customer meeting in an hour.",
				"I am locked out. I did change the password on {weekday} but I am sure I typed it right.",
				"Please give {person} read access to the finance folder. {first} has approved this."}},
		{kind: "User change", weight: 6, subjects: []string{
			"New starter: {person}, {weekday}", "New starter form - {person}", "Leaver: {person}, last day {weekday}", "Name change for {person}",
			"{person} moves to the {city} office", "Set up {device} and laptop for new starter", "Restore mailbox of former colleague {person}"},
			says: []string{"{person} starts on {weekday} and needs a laptop, email and access to {app}. Same rights as {first}.",
				"{person} leaves us on {weekday}. Please forward the mail to {first} and block the account at five."}},
		{kind: "Security", weight: 5, subjects: []string{
			"Phishing email reported by {first}", "{person} clicked a link", "Suspicious invoice from {vendor}", "Sign-in from an unknown country: {person}",
			"Is this email genuine?", "Antivirus quarantined a file on {desk}", "Supplier bank details changed - fraud?", "Lost laptop: {person}"},
			says: []string{"I clicked the link and typed in my password before I noticed. What shall I do?",
				"This looks like it comes from our director but the address is odd. {small} colleagues got it as well.",
				"I left my laptop on the train to {city}. It was switched off."}},
		{kind: "Request", weight: 5, subjects: []string{
			"Quote for {small} laptops", "Licence renewal: {app}", "Move {small} desks on {floor}", "Network point for {floor}",
			"Domain renewal notice from {vendor}", "Certificate for the web site expires in {days} days", "Training for {app}", "Asset list for insurers"},
			says: []string{"Could we have a quote for {small} laptops like the last ones, please? We'd need them by {weekday}.",
				"{vendor} says that the renewal is due in {days} days. Do you take care of it?"}},
	}
}
