package check

import (
	"slices"
)

// Step is one thing that is looked at.
type Step struct {
	ID    string
	Title string // two or three words
	Why   string // one sentence: what goes wrong without it
	// After are the steps that must not have failed before.
	After []string
	// Needed is true when daybrief is of no use while this fails.
	Needed bool
	// Role is the row of the security role behind it; zero when there is none.
	Role Row

	faults []Fault // what it may find, besides what any step may meet
	read   *read   // the list that is read; nil for other steps
	do     func(*run) Result
	// heeds are steps whose outcome is of interest, whatever it is.
	heeds []string
}

// Steps lists the checks in the order in which people read them. A row holds
// everything about a check.
func Steps() []Step { return steps(reads()) }

func steps(lists []read) []Step {
	steps := append(networkSteps(), serverSteps()...)
	for _, r := range lists {
		steps = append(steps, r.step())
	}
	return append(steps, Step{
		ID: "member", Title: "You", Why: "\"Mine\" and \"my day\" are about this member.", After: []string{"keys"}, heeds: []string{"members"},
		do: (*run).member, faults: memberFaults(),
	})
}

func networkSteps() []Step {
	return []Step{
		{ID: "address", Title: "Address", Why: "The address of your ConnectWise leads to everything else.", Needed: true, do: (*run).address, faults: addressFaults()},
		{ID: "parts", Title: "Fields filled in", Why: "Four values are needed: company id, public key, private key and client id.", Needed: true, do: (*run).parts, faults: partsFaults()},
		{ID: "proxy", Title: "Proxy", Why: "Some networks allow access only through a proxy.", After: []string{"address"}, Needed: true, do: (*run).proxy, faults: proxyFaults()},
		{ID: "dns", Title: "Name lookup", Why: "The address has to exist.", After: []string{"proxy"}, Needed: true, do: (*run).dns, faults: dnsFaults()},
		{ID: "tcp", Title: "Connection", Why: "The server has to be reachable from here.", After: []string{"dns"}, Needed: true, do: (*run).tcp, faults: tcpFaults()},
		{ID: "tls", Title: "Encryption", Why: "The keys are sent only to a server that proves its name.", After: []string{"tcp"}, Needed: true, do: (*run).tls, faults: tlsFaults()},
	}
}

func serverSteps() []Step {
	return []Step{
		{ID: "company", Title: "Company", Why: "The server tells where the API of your company is.", After: []string{"tls"}, heeds: []string{"parts"}, Needed: true, do: (*run).company, faults: companyFaults()},
		{ID: "clock", Title: "Clock", Why: "Deadlines are judged by this computer's clock.", After: []string{"company"}, do: (*run).clock, faults: clockFaults()},
		{ID: "api", Title: "API", Why: "The web site for people and the API for programs are not the same.", After: []string{"company", "parts"}, Needed: true, do: (*run).api, faults: apiFaults()},
		{ID: "client-id", Title: "Client id", Why: "ConnectWise wants to know which program asks.", After: []string{"api"}, Needed: true, do: (*run).clientID, faults: clientIDFaults()},
		{ID: "keys", Title: "Key pair", Why: "The keys prove that you may ask.", After: []string{"api", "client-id"}, Needed: true, do: (*run).keys, faults: keysFaults()},
		{ID: "version", Title: "Server version", Why: "Older servers tell less about SLA goals.", After: []string{"keys"}, Role: row("My Company"), do: (*run).version, faults: versionFaults()},
		{ID: "role", Title: "Security role", Why: "The role says what the keys may read, and whose records.", After: []string{"keys"}, do: (*run).role, faults: roleFaults()},
		{ID: "limits", Title: "API member", Why: "The member's own record can hide boards whatever its role allows.", After: []string{"keys"}, do: (*run).limits, faults: limitsFaults()},
	}
}

// chosen keeps the steps that are asked for and what comes before them; all of
// them when none is named.
func chosen(all []Step, only []string) []Step {
	if len(only) == 0 {
		return all
	}
	want := slices.Clone(only)
	for i := len(all) - 1; i >= 0; i-- { // a step comes after what it needs
		if slices.Contains(want, all[i].ID) {
			want = append(want, all[i].After...)
		}
	}
	return slices.DeleteFunc(all, func(s Step) bool { return !slices.Contains(want, s.ID) })
}
