package check

// What each step may find. {host}, {company} and the like stand for what is
// filled in.

func addressFaults() []Fault {
	return []Fault{
		{"site-empty", Fail, Settings, "There is no site.", "Type the address that you use in the browser, for example na.myconnectwise.net.", false, ""},
		{"site-host", Fail, Settings, "The site is not a host name.", "Type the address that you use in the browser, for example na.myconnectwise.net.", true, ""},
		{"site-several", Fail, Settings, "The site holds more than one address.", "Leave only the address that you use in the browser.", false, ""},
		{"site-scheme", Fail, Settings, "The site is not a web address.", "Type the address as the browser shows it, for example https://na.myconnectwise.net.", true, ""},
		{"site-port", Fail, Settings, "The port of the site is not a port number.", "A port lies between 1 and 65535.", true, ""},
		{"site-has-login", Fail, Settings, "The site holds a user name or a password.", "Leave out everything before the @ sign; the keys have their own fields.", false, ""},
		{"site-plain-http", Fail, Settings, "Plain http would send the keys in clear text.", "Begin the site with https://. Plain http is accepted for a literal loopback address only.", true, ""},
	}
}

func partsFaults() []Fault {
	return []Fault{
		{"missing-company", Fail, Settings, "The company id is missing.", "Type the company id of the ConnectWise login screen.", false, ""},
		{"missing-public-key", Fail, Settings, "The public key is missing.", "Copy it from the API Keys tab of the API member.", false, ""},
		{"missing-private-key", Fail, Settings, "The private key is missing.", "ConnectWise shows it once, when the key pair is made. If it is lost, make a new pair and store it with \"daybrief setup --private-key-stdin\".", false, ""},
		{"key-unusable", Fail, Settings, "The private key can't be read: {why}.", "Fix that, or store the key again with \"daybrief setup --private-key-stdin\".", false, ""},
		{"missing-client-id", Fail, Settings, "The client id is missing.", "Register one at developer.connectwise.com; it is free.", false, ""},
		{"bad-company", Fail, Settings, "The company id holds a character that no company id has.", "Copy it again from the login screen.", false, ""},
		{"bad-public-key", Fail, Settings, "The public key holds something that no public key has.", "Put the company id, the public key and the private key into their own fields.", false, ""},
		{"bad-private-key", Fail, Settings, "The private key holds a character that no private key has.", "Copy it again, or make a new pair.", false, ""},
		{"bad-client-id", Fail, Settings, "The client id holds a character that no client id has.", "Copy it again from developer.connectwise.com.", false, ""},
	}
}

func proxyFaults() []Fault {
	return []Fault{
		{"proxy-address", Fail, Settings, "HTTPS_PROXY in the environment is not the address of a proxy.", "Set HTTPS_PROXY to something like http://proxy.example:3128, or unset it.", true, ""},
		{"proxy", Fail, Network, "The proxy on the way to {host} does not answer.", "Check HTTPS_PROXY and NO_PROXY.", false, ""},
		{"proxy-login", Fail, Network, "The proxy on the way to {host} wants a login.", "Put the proxy's user and password into HTTPS_PROXY, or ask who runs it.", false, ""},
	}
}

func dnsFaults() []Fault {
	return []Fault{
		{"no-such-host", Fail, Network, "There is no host named {host}.", "Check the spelling of the site, and the network connection.", false, ""},
		{"dns-failed", Fail, Network, "The name {host} could not be looked up.", "Check the network connection and its name server.", false, ""},
	}
}

func tcpFaults() []Fault {
	return []Fault{
		{"refused", Fail, Network, "{host} refused the connection.", "Check the site and its port, and that the server is running.", false, ""},
		{"unreachable", Fail, Network, "{host} can't be reached from here.", "Check the network connection or the VPN.", false, ""},
	}
}

func tlsFaults() []Fault {
	return []Fault{
		{"tls-expired", Fail, Server, "The certificate of {host} has expired.", "Check this computer's clock; if it is right, the server's certificate has to be renewed.", false, ""},
		{"tls-not-yet-valid", Fail, Server, "The certificate of {host} is not valid yet.", "Check this computer's clock: it is probably behind.", false, ""},
		{"tls-wrong-name", Fail, Server, "The certificate of {host} belongs to another name.", "Check the spelling of the site; the keys were not sent.", false, ""},
		{"tls-unknown-ca", Fail, Server, "The certificate of {host} comes from an authority that this computer does not know.", "If your company inspects traffic or runs its own authority, add its certificate to the system; the keys were not sent.", false, ""},
		{"tls-too-old", Fail, Server, "{host} only speaks a TLS version that is too old to be safe.", "TLS 1.2 or newer has to be switched on at the server.", false, ""},
		{"tls-not-spoken", Fail, Server, "{host} does not speak https on this port.", "Check the port of the site.", false, ""},
		{"tls-failed", Fail, Server, "No secure connection to {host} could be made.", "Check the server's certificate; the keys were not sent.", false, ""},
	}
}

func companyFaults() []Fault {
	return []Fault{
		{"no-such-company", Fail, Settings, "{host} knows no company with this company id.", "Type the company id exactly as on the ConnectWise login screen; capitals matter.", true, ""},
		{"foreign-api-host", Fail, Settings, "{host} says that its API is at another site; the keys were not sent there.", "If that address is yours, make it the site.", true, ""},
		{"bad-codebase", Fail, Server, "{host} names a code base that is not a path.", "Check that the site is the address of your ConnectWise.", true, ""},
	}
}

func clockFaults() []Fault {
	return []Fault{
		{"clock-wrong", Warn, ThisClock, "This computer's clock is {span} {way} the server's.", "Set this computer's clock, best by letting it follow a time server.", false, ""},
	}
}

func apiFaults() []Fault {
	return []Fault{
		{"cannot-route", Fail, Settings, "{host} does not know the company or its code base.", "Check the company id and the site.", true, ""},
		{"api-host-needed", Fail, Settings, "{host} does not answer API requests; ConnectWise has a host of its own for them.", "Make the site the address that you use in the browser; daybrief finds the API host itself.", false, ""},
		{"api-not-found", Fail, Server, "{host} has no API where it says that it is.", "Try again in a minute, it may be changing its version. On the hosted service wrong keys can look like this too: check them.", false, ""},
	}
}

func clientIDFaults() []Fault {
	return []Fault{
		{"client-id-refused", Fail, Settings, "{host} did not accept the client id.", "Register one at developer.connectwise.com; a private one works only for the company that registered it.", false, ""},
	}
}

func keysFaults() []Fault {
	return []Fault{
		{"keys-refused", Fail, Keys, "{host} refused the keys.", "Check the company id (capitals matter), the public key and the private key, and that they belong to this company.", false, ""},
		{"keys-wrong-pair", Fail, Keys, "{host} says that the public and the private key do not belong together.", "Copy both again from the same key. If the private key is lost, make a new pair: it is shown only once.", false, ""},
		{"keys-unknown", Fail, Keys, "{host} does not know this public key, or its API member is inactive.", "Compare the public key with the API Keys tab of the API member, and see that the member is not marked inactive.", false, ""},
	}
}

func versionFaults() []Fault {
	return []Fault{
		{"denied-version", Warn, RoleRow, "The keys may not read the server's version.", "Give the security role {row}.", false, "My Company"},
		{"no-goal-fields", OK, Nowhere, "Release {release} does not tell when SLA goals are due; daybrief reads what it can from the ticket's SLA text.", "A server of 2026.1 or newer tells them.", false, ""},
		{"version-unknown", OK, Nowhere, "The server does not say its release.", "", false, ""},
	}
}

func roleFaults() []Fault {
	return []Fault{
		{"role-unreadable", Warn, Nowhere, "The server does not tell what the security role allows, so lists were only tried.", "Nothing has to be done; a role limited to its own records can't be noticed, though.", false, ""},
		{"role-partly", Warn, Nowhere, "Not all that the security role allows could be read, so lists were only tried.", "Nothing has to be done; a role limited to its own records may not be noticed, though.", false, ""},
	}
}

func limitsFaults() []Fault {
	return []Fault{
		{"boards-excluded", Warn, RoleRow, "{boards} excluded for the API member; tickets there are missing.", "In ConnectWise: System, Members, API Members, the member, Service Defaults: empty the list of excluded boards.", false, ""},
		{"records-restricted", Warn, RoleRow, "The API member sees only records of its own {what}.", "In ConnectWise: System, Members, API Members, the member: take off the restriction to its {what}.", false, ""},
		{"limits-unreadable", Warn, RoleRow, "The API member's own record can't be read, so it is not known whether boards are hidden from it.", "In ConnectWise: System, Members, API Members, the member, Service Defaults: see whether boards are excluded. Then check again.", false, ""},
	}
}

func memberFaults() []Fault {
	return []Fault{
		{"no-such-member", Fail, Settings, "There is no active member with the login {member}.", "Set [me] member to your own login in ConnectWise, not to the API member's.", false, ""},
		{"member-unchecked", Warn, RoleRow, "Whether the member {member} exists could not be looked up.", "Give the security role {row}.", false, "Member Maintenance"},
	}
}
