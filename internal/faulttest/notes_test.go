package faulttest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/model"
)

// Notes in Markdown, RTF and with files in them are read as text on the ticket's
// page.
func TestNotesAreReadable(t *testing.T) {
	inside(t, func(t *testing.T) {
		r := begin(t, options{still: true})
		r.becomes(model.StateLive, 30*time.Second)
		id := int64(r.snapshot().ServiceTickets.Value[0].ID)
		cwtest.Write(r.server, id, "Restarted **SPOOL01**\\. See [the guide](https://kb.example/7)", true)
		cwtest.Write(r.server, id, `{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Caf\'e9 printer moved\par}`, false)
		cwtest.Write(r.server, id, "Screenshot: data:image/png;base64,"+strings.Repeat("iVBORw0KGgo1AAAA", 500)+" as asked", false)
		r.Pass(time.Minute)
		r.Press(":")
		r.Press(strings.Split(fmt.Sprint(id), "")...)
		r.Press("enter")
		for began := time.Now(); !r.Has("Restarted") && time.Since(began) < 20*time.Second; {
			r.Pass(time.Second) // a start asks for much, and details wait for it
		}
		r.Wants("Restarted SPOOL01. See the guide (https://kb.example/7)", "Café printer moved", "Screenshot: [file] as asked")
		r.Lacks("**SPOOL", "fonttbl", "iVBOR")
	})
}
