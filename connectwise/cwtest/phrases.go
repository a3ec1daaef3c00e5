package cwtest

func technicianReplies() []string {
	return []string{
		"Hi {first}, thanks for letting us know. I am looking into it now and will come back to you within the hour.",
		"I have connected to the machine and can see the fault. Could you tell me when it is free for twenty minutes?",
		"Please try again now: I have reset the session on our side.",
		"I tried to call you but reached your voicemail. When is a good time on {weekday}?",
		"We have ordered the part. {vendor} expects delivery on {weekday}.",
		"I have asked {vendor} for an update and will keep you posted.",
		"Could you send us a picture of the message, please? The exact number in it matters.",
		"The change is planned for {weekday} after six, so that nobody is interrupted.",
		"I have added the rights. Please sign out and in again for them to take effect.",
		"We have a workaround for now: please use {app} in the browser until the fix is in.",
	}
}

func internalNotes() []string {
	return []string{
		"Event log on {server} shows the service dying every {small} minutes. Same as last month.",
		"Tried the usual: cache cleared, profile rebuilt, no change. Next step is a reinstall.",
		"Spoke to {vendor}, case opened, they want logs. Uploaded {many} MB.",
		"Customer is out until {weekday}. Do not call before.",
		"Escalating: this needs somebody with access to the tenant.",
		"Not covered by the agreement, check with {first} before doing more.",
		"Rolled back the driver. Watching it until {weekday}.",
		"This is the third ticket of the kind. There should be a problem record.",
	}
}

func workNotes() []string {
	return []string{
		"Remote session with the user, checked logs and tested.", "Installed the update, rebooted, verified with the user.",
		"Call with {vendor}, collected what they asked for.", "On site at {city}: replaced the cable and the {device}.",
		"Cleared {many} GB of old files and set a limit.", "Rebuilt the profile and restored the settings.",
		"Reviewed the alert, tuned the threshold, watched for {small} hours.", "Prepared the change and agreed a window with the user.",
	}
}

func customerChasers() []string {
	return []string{
		"Any news on this? It is getting urgent on our side.", "It worked for a day and now it is back.",
		"I have tried what you said and it still does not work.", "Yes, {weekday} at ten suits us.",
		"Here is the picture you asked for. The number is at the bottom.", "{first} from accounts has the same problem now.",
		"Sorry for the late reply. Please go ahead.", "Still broken. Could somebody please call me?",
		"Can this be done before {weekday}? We have an audit.", "That did it for my machine, but {first} still can't print.",
	}
}

func customerThanks() []string {
	return []string{"Perfect, thank you!", "Works again, thanks for the quick help.", "Great. You can close this.", "Thanks, all good now."}
}

func solutions() []string {
	return []string{
		"Replaced the {device}; tested with the user.", "Cause was an expired certificate on {server}. Renewed and added to the watch list.",
		"Password reset and MFA registered again. User confirmed.", "Freed space on {drive} and moved the archive. Backup ran clean.",
		"Fault was at {vendor}; service is back and stable.", "Reinstalled {app}; working as expected.",
	}
}

// hostileTexts are our own examples of what strangers type, so that the demo
// itself is the proof that none of it reaches the terminal.
func hostileTexts() []string {
	return []string{
		"\x1b[2J\x1b[HAll systems normal, nothing to see",
		"Invoice \u202Efdp.exe\u202C attached",
		"\x1b]0;you have been renamed\x07Window title test",
		"\x1b]52;c;Y2FsYy5leGU=\x07Clipboard offer",
		"Pay\u200Bpal \u200Dpass\u2060word \uFEFFreset",
		"Z\u0351\u0352\u0353a\u0354\u0355\u0356l\u0357\u0358\u0359g\u035A\u035B\u035Co\u035D\u035E on the print server",
		"\x1b[31mRED ALERT\x1b[0m please call",
		"Line one\nLine two\r\nTicket closed by admin",
		"Back\b\b\b\b\b\b\b\b\b\bspace and a bell\a\a\a",
		"\u2067שלום\u2069 mixed with \u2066left\u2069 and \u202Dforced",
		"\u009b31mC1 control sequence\u009b0m",
		"<script>alert(1)</script> & \"quotes\" 'n' \\backslashes\\",
		"{{.Password}} ${HOME} %s %n $(reboot) `id`",
		"\x1b_payload\x1b\\\x1bP1$r0m\x1b\\ application strings",
		"\x1b]8;;http://elsewhere.example\x1b\\Click here\x1b]8;;\x1b\\ to renew",
		"\u0000NUL at the start and end\u0000",
		"Tab\tseparated\tcolumns\tbreak\tborders",
		"👨‍👩‍👧‍👦🏳️‍🌈👩🏽‍💻 family laptop 🖨️ broken",
		"漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
		"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
		"\u00AD\u00ADsoft\u00ADhy\u00ADphens\u00AD and \u2028separators\u2029",
		"\U000E0041\U000E0042tag characters\U000E007F and \uFFF9notes\uFFFB",
	}
}
